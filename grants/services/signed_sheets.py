"""Verb of the signed sheet: the issued PDF handed in with the scorer's own signature, checked before it is kept."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Assignment, SignedSheet
from grants.rules import check_is_scorer
from office.audit import record
from office.models import StoredFile, User
from office.refusal import Refused
from office.rulebooks import from_version
from office.service import locked, service
from office.signatures import SignatureCheck, check_signature, same_person


@service
def hand_in_signed(*, assignment: Assignment, file: StoredFile, by: User) -> SignedSheet:
    """Keep the signed sheet when it is the issued one, unbroken, signed over the whole file by the scorer."""
    assignment = locked(assignment)
    check_is_scorer(by, assignment)
    if assignment.state != Assignment.State.SUBMITTED or assignment.document is None:
        raise Refused(_("Only the document of a locked sheet is signed."))
    if SignedSheet.objects.filter(document=assignment.document).exists():
        raise Refused(_("The signed copy of this sheet has been handed in already."))
    found = check_signature(file.path.read_bytes(), original=assignment.document.file.path.read_bytes())
    _check_found(found)
    _check_holder(found, by)
    _check_certificate(found, assignment)
    made = SignedSheet.objects.create(
        assignment=assignment,
        document=assignment.document,
        file=file,
        holder=found.holder[:200],
        issuer=found.issuer[:200],
        signed_at=found.at,
        trusted=found.trusted,
        qualified=found.qualified,
        added_at=timezone.now(),
        added_by=by,
    )
    data = {"sha256": file.sha256, "trusted": found.trusted, "qualified": found.qualified}
    record("hand_in_signed", assignment, by=by, data=data)
    return made


def _check_found(found: SignatureCheck) -> None:
    """The first thing that is wrong, in a sentence that says what to do."""
    if not found.original:
        raise Refused(
            _(
                "This is not the sheet the portal issued. Download the sheet, sign that very file, send it here."
            ),
            field="file",
        )
    if not found.present:
        raise Refused(_("There is no electronic signature in this file."), field="file")
    if not found.intact:
        raise Refused(_("The signature in this file is broken. Sign the sheet anew."), field="file")
    if not found.whole:
        raise Refused(
            _("Something was added to the file after it was signed. Sign the sheet as it was issued."),
            field="file",
        )


def _check_holder(found: SignatureCheck, by: User) -> None:
    """The signature is the scorer's own, by the name in the certificate."""
    if not same_person(found.holder, by.full_name):
        raise Refused(
            _("The certificate belongs to %(holder)s; the sheet of %(name)s is signed with the own one.")
            % {"holder": found.holder or "–", "name": by.full_name},
            field="file",
        )


def _check_certificate(found: SignatureCheck, assignment: Assignment) -> None:
    """Where the rulebook of the call says so, the issuer is trusted and the certificate qualified; else it is told."""
    rule = from_version(assignment.application.call.rulebook).evaluation.sheet_signature
    if not rule.confirmed or rule.value == "any_certificate":
        return
    if not found.trusted:
        raise Refused(
            _("The issuer of this certificate is not among those this office trusts."),
            law=rule.law,
            field="file",
        )
    if rule.value == "qualified" and not found.qualified:
        raise Refused(_("This certificate does not say that it is qualified."), law=rule.law, field="file")
