"""Threads between an applicant and the body; whoever scores finds none of them."""

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from grants.models import Application, FileMessage, FileMessagePaper
from grants.queries.filing import earlier_versions, replacement_of
from ngo_registry.models import Organisation
from office.jurisdiction import has_feature
from office.models import Body, RoleGrant, User
from office.models.user import bodies_of
from office.roles import Permission as P
from office.roles import Role, permissions_of

Side = FileMessage.Side
ROLES = [role for role in Role if P.CHECK_APPLICATIONS in permissions_of(role)]


def threads_of_body(user: User) -> QuerySet[Application]:
    """Filed applications of the person's bodies on which the person does not score."""
    rows = Application.objects.exclude(number="").filter(call__body__in=bodies_of(user, P.CHECK_APPLICATIONS))
    rows = rows.exclude(assignments__user=user)
    if has_feature("commission_scores"):
        rows = rows.exclude(call__commission__members__user=user)
    return rows.select_related("call__body", "call__rulebook", "organisation")


def with_messages(user: User) -> QuerySet[Application]:
    """Threads with at least one message: those with something unread first, then the newest."""
    unread = Count("messages", filter=Q(messages__side=Side.APPLICANT, messages__read_at__isnull=True))
    rows = threads_of_body(user).annotate(
        unread=unread, written=Count("messages"), last=Max("messages__sent_at")
    )
    return rows.filter(written__gt=0).order_by("-unread", "-last", "-pk")


def thread_of(application: Application) -> list[FileMessage]:
    """Messages on the application and on the versions before it, oldest first."""
    keys = [application.pk, *(each.pk for each in earlier_versions(replacement_of(application)))]
    rows = FileMessage.objects.filter(application__in=keys).select_related("sent_by", "read_by")
    return list(rows.prefetch_related("papers__file").order_by("pk"))


def unread_of(messages: list[FileMessage], side: str) -> int:
    """How many messages of the other side nobody of this side has marked as read."""
    return sum(each.side != side and each.read_at is None for each in messages)


def papers_of(application: Application, message: int) -> QuerySet[FileMessagePaper]:
    """Files of a message, when it is of this application or of a version before it."""
    keys = [application.pk, *(each.pk for each in earlier_versions(replacement_of(application)))]
    rows = FileMessagePaper.objects.filter(message=message, message__application__in=keys)
    return rows.select_related("file")


def unread_threads(user: User) -> list[Application]:
    """Threads of the person's bodies in which the applicant waits for an answer."""
    return list(with_messages(user).filter(unread__gt=0)[:100])


def unread_for(organisation: Organisation) -> list[Application]:
    """Applications of the organisation with unread messages of the body."""
    rows = Application.objects.filter(organisation=organisation).annotate(
        unread=Count("messages", filter=Q(messages__side=Side.BODY, messages__read_at__isnull=True))
    )
    return list(rows.filter(unread__gt=0).select_related("call").order_by("-pk")[:100])


def officers_of(body: Body) -> list[User]:
    """Officers of the body itself who check its applications; their people are told of a message."""
    grants = RoleGrant.objects.current(timezone.localdate()).filter(body=body, role__in=ROLES)
    return list(User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk")[:20])
