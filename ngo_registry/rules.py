"""Who may do what in the register."""

from django.utils.translation import gettext_lazy as _

from ngo_registry import articles
from ngo_registry.acting import WRITERS, Deed, Holder, Membership, roles_for, said
from ngo_registry.models import ClaimRequest, ErrorReport, Organisation, Party, RegisterFiling
from ngo_registry.queries import membership_of
from office.models import AuditEvent, User
from office.refusal import Refused
from office.roles import Permission


def check_acts_for(by: User, organisation: Holder, roles: tuple[str, ...] = WRITERS) -> None:
    """The person acts for this organisation or party in one of the roles, and it is not deleted."""
    check_is_member(by, organisation, roles)
    check_not_deleted(organisation)


def check_not_deleted(thing: Holder) -> None:
    """Who ended files nothing more; its people go on reading its file."""
    if thing.status == "deleted":
        raise Refused(
            _("It is deleted from the register: its people may read its file, but nothing is filed for it."),
            law=articles.PARTIES if isinstance(thing, Party) else articles.TERMINATION,
        )


def check_is_member(by: User, holder: Holder, roles: tuple[str, ...]) -> None:
    """The person acts for this organisation or party in one of the roles, also when it is deleted."""
    membership = membership_of(by, holder)
    if membership is None:
        raise Refused(
            said(holder, _("You do not act for this organisation."), _("You do not act for this party."))
        )
    if membership.role not in roles:
        raise Refused(
            said(
                holder,
                _("Your role in the organisation does not allow this. Ask the owner of its account."),
                _("Your role in the party does not allow this. Ask the owner of its account."),
            )
        )


def check_asks(by: User, holder: Holder) -> None:
    """Who prepares what the register is asked: of an organisation its owner, of a party its editors too."""
    check_acts_for(by, holder, roles_for(type(holder), Deed.PREPARE))


def check_admits(by: User, holder: Holder) -> None:
    """Only an owner decides who acts, while it is in the register."""
    check_acts_for(by, holder, roles_for(type(holder), Deed.ADMIT))


def check_ends_membership(by: User, membership: Membership) -> None:
    """Everybody leaves by themselves; others are taken out by an owner, of a party also by an officer."""
    holder = membership.about
    officer = isinstance(holder, Party) and by.can(Permission.EDIT_REGISTER)
    if by.pk != membership.user_id and not officer:
        check_is_member(by, holder, roles_for(type(holder), Deed.ADMIT))  # of a deleted one too


def check_active(organisation: Organisation) -> None:
    """The organisation is entered and neither deleted nor in liquidation."""
    if not organisation.is_active:
        raise Refused(
            _("The organisation is not active: its status is “%(status)s”.")
            % {"status": organisation.get_status_display()}
        )


def check_may(permission: Permission, sentence: object):
    """A check that the person holds a permission."""

    def check(by: User, obj: object) -> None:
        if by is None or not by.can(permission):
            raise Refused(sentence)

    return check


check_edits_register = check_may(Permission.EDIT_REGISTER, _("Only an officer of the register may do this."))
check_decides_register = check_may(Permission.DECIDE_REGISTER, _("Only the head of the register signs this."))
check_decides_claims = check_may(
    Permission.DECIDE_CLAIMS, _("You may not decide on who acts for an organisation.")
)
check_merges = check_may(Permission.MERGE_REGISTER, _("You may not join doubles of the register."))
check_imports = check_may(Permission.IMPORT_REGISTER, _("You may not import organisations."))


def is_applicant(by: User, filing: RegisterFiling, deed: Deed = Deed.SEND) -> bool:
    """The person who files online: who began it, and once it is entered whose role for what it concerns allows it.

    The entry of a party holds the founders' statements: it stays with who filed it.
    """
    if filing.origin != RegisterFiling.Origin.ONLINE or by is None:
        return False
    began, holder = by.pk == filing.created_by_id, filing.organisation or filing.party
    if holder is None:
        return began
    membership = membership_of(by, holder)
    if membership is None or membership.role not in roles_for(type(holder), deed):
        return False
    return began or not filing.party_id or filing.filing_kind != RegisterFiling.Kind.ENTRY


def check_applies(by: User, filing: RegisterFiling, deed: Deed = Deed.SEND) -> None:
    """Only the applicant writes and files online."""
    entered = filing.organisation or filing.party
    later = filing.filing_kind != RegisterFiling.Kind.ENTRY
    if not is_applicant(by, filing, deed):
        if by is not None and entered is not None and later and membership_of(by, entered):
            check_is_member(by, entered, roles_for(type(entered), deed))
        raise Refused(_("Only the applicant may do this."))
    if entered is not None and later:
        check_not_deleted(entered)


def check_gives_up(by: User, filing: RegisterFiling) -> None:
    """A draft is given up by who may write it, what is sent by who may send it, or by an officer."""
    draft = filing.state == RegisterFiling.State.DRAFT
    check_files_or_edits(by, filing, Deed.PREPARE if draft else Deed.SEND)


def check_files(by: User, filing: RegisterFiling) -> None:
    """What came on paper is filed by an officer, what is written online by the applicant."""
    if filing.origin == RegisterFiling.Origin.ONLINE:
        check_applies(by, filing)
    else:
        check_edits_register(by, filing)


def check_files_or_edits(by: User, filing: RegisterFiling, deed: Deed = Deed.SEND) -> None:
    """The applicant of an online filing, or an officer of the register."""
    if not is_applicant(by, filing, deed):
        check_edits_register(by, filing)


# Steps of the audit trail by which an officer prepares a filing; giving it to a colleague is none of them.
PREPARING = ("ask_completion", "complete", "write", "attach", "submit")
FILING = "ngo_registry.registerfiling"


def check_second_person(by: User, filing: RegisterFiling) -> None:
    """Who entered or prepared the filing does not sign its refusal, not even after handing it over.

    A filing taken by mistake and put back untouched was prepared by nobody.
    """
    steps = AuditEvent.objects.filter(
        subject=FILING,
        subject_id=str(filing.pk),
        actor_id_text=str(by.pk),
        action__in=(*PREPARING, "take", "put_back"),
    )
    done = list(steps.values_list("action", flat=True))
    took = done.count("take") > done.count("put_back")
    worked = by.pk in {filing.created_by_id, filing.taken_by_id} or took
    if worked or not {"take", "put_back"}.issuperset(done):
        raise Refused(_("A refusal is signed by a second person: you worked on this filing yourself."))


def check_other_head(by: User, filing: RegisterFiling) -> None:
    """Who signed the refusal or the dismissal does not judge the complaint against it."""
    if by.pk == filing.decided_by_id:
        raise Refused(
            _("You signed the act this complaint is against: hand the filing over to another head."),
            law=articles.LAW,
        )


def check_own_claim(by: User, claim: ClaimRequest) -> None:
    """Only the person who asked carries the claim on."""
    if by.pk != claim.user_id:
        raise Refused(_("This claim belongs to another person."))


def check_not_own_claim(by: User, claim: ClaimRequest) -> None:
    """Nobody lets themselves in."""
    if by.pk == claim.user_id:
        raise Refused(_("Another person decides on your own claim."))


check_answers_reports = check_may(
    Permission.ANSWER_REPORTS, _("You may not answer reports of errors in the register.")
)


def check_holds_report(by: User, report: ErrorReport) -> None:
    """Who took a report works on it; nobody else, until it is given back or taken over."""
    if report.taken_by_id and report.taken_by_id != by.pk:
        raise Refused(_("A colleague works on this report. Take it over first."))


def check_not_holds_report(by: User, report: ErrorReport) -> None:
    """Nobody takes over from themselves."""
    if report.taken_by_id == by.pk:
        raise Refused(_("You have already taken this report."))
