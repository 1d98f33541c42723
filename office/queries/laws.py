"""What the laws of the kernel ask: files, numbers, roles, jobs."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils import timezone

from office import storage
from office.models import Body, BodyName, IssuedDocument, Job, RoleGrant, StoredFile, User
from office.roles import Role


def missing_files() -> Iterator[str]:
    """Files whose bytes are gone or have another size."""
    for row in StoredFile.objects.values("pk", "name", "sha256", "size").iterator():
        path = storage.path_of(row["sha256"])
        if not path.is_file():
            yield f"file {row['pk']} ({row['name']}): not on the disk"
        elif path.stat().st_size != row["size"]:
            yield f"file {row['pk']} ({row['name']}): has another size on the disk"


def documents_unlike_their_file() -> Iterator[str]:
    """Documents whose SHA-256 is not that of their file."""
    for document in IssuedDocument.objects.select_related("file").iterator():
        if document.sha256 != document.file.sha256:
            yield f"document {document.code}: another SHA-256 than its file"


def doubled_numbers() -> Iterator[str]:
    """Documents of one kind that share a number while both are valid."""
    seen: dict[tuple[str, str], str] = {}
    valid = (
        IssuedDocument.objects.filter(status=IssuedDocument.Status.VALID).exclude(number="").order_by("pk")
    )
    for kind, number, code, subject, pk in valid.values_list(
        "kind", "number", "code", "subject", "subject_id"
    ):
        other = seen.setdefault((kind, number), f"{subject}:{pk}")
        if other != f"{subject}:{pk}":
            yield f"document {code}: number {number} also stands on {other}"


def scoped_roles_without_body() -> Iterator[str]:
    """Roles of a funding body that name none."""
    for grant in RoleGrant.objects.filter(
        role__in=[Role.BODY_OFFICER, Role.BODY_HEAD], body=None
    ).select_related("user"):
        yield f"{grant.user.email}: {grant.role} for no body"


def nobody_in_charge() -> Iterator[str]:
    """People work here but nobody who is in may give roles."""
    day = timezone.localdate()
    holders = RoleGrant.objects.current(day).filter(user__is_active=True)
    if holders.exists() and not holders.filter(role__in=[Role.ADMINISTRATOR, Role.OFFICE_HEAD]).exists():
        if not User.objects.filter(is_superuser=True, is_active=True).exists():
            yield "nobody may give roles"


def overlapping_names() -> Iterator[str]:
    """Two names of one body at one time."""
    names = BodyName.objects.select_related("body").order_by("body", "valid_from", "pk")
    for one, two in pairwise(names):
        if one.body_id == two.body_id and (
            not one.valid_until or not two.valid_from or two.valid_from <= one.valid_until
        ):
            yield f"{one.body.code}: “{one.name}” and “{two.name}” at the same time"


def circles_of_successors() -> Iterator[str]:
    """Bodies that follow each other in a circle."""
    successor = dict(Body.objects.exclude(successor=None).values_list("pk", "successor"))
    for start in successor:
        place, steps = start, 0
        while place in successor and steps <= len(successor):
            place, steps = successor[place], steps + 1
        if steps > len(successor):
            yield f"body {start}: its successors form a circle"


def results_without_end() -> Iterator[str]:
    """Jobs that are over without a time of their end, or failed without a sentence."""
    for job in Job.objects.filter(state__in=[Job.State.DONE, Job.State.FAILED]):
        if job.finished_at is None or (job.state == Job.State.FAILED and not job.error):
            yield f"job {job.pk}: {job.state} without its end or its sentence"
