"""A person asks to act for an organisation or a party and is let in, by papers or by a code."""

import datetime
import hmac
import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ngo_registry.acting import Holder, Role, as_column, said
from ngo_registry.models import ClaimRequest, Party
from ngo_registry.queries import membership_of
from ngo_registry.queries.departed import belongs_to_who_left, has_left
from ngo_registry.queries.memberships import colleagues, ownerless
from ngo_registry.services.memberships import check_still_there, open_membership
from ngo_registry.workflows import CLAIM
from office.audit import record
from office.jurisdiction import has_feature
from office.mail import send
from office.models import StoredFile, User
from office.refusal import Refused
from office.service import locked, service

CODE_LIVES = datetime.timedelta(minutes=60)
MAX_TRIES = 5
MAX_CODES_A_DAY = 3


def check_claimable(holder: Holder, by: User) -> None:
    """The organisation or the party exists, and the person does not act for it, or nobody owns its account any more."""
    check_still_there(holder)
    membership = membership_of(by, holder)
    if membership and (membership.role == Role.OWNER or not ownerless(colleagues(holder))):
        raise Refused(
            said(
                holder,
                _("You already act for this organisation."),
                _("You already act for this party."),
            )
        )


@service
def file_claim(
    *, holder: Holder, position: str, paper: StoredFile | None, by: User, message: str = ""
) -> ClaimRequest:
    """Ask by papers; an officer decides."""
    check_claimable(holder, by)
    if paper is None:
        raise Refused(
            said(
                holder,
                _("Enclose a paper that shows that you represent the organisation."),
                _("Enclose a paper that shows that you represent the party."),
            ),
            field="paper",
        )
    waiting = open_claim(holder, by)
    if waiting and waiting.state == ClaimRequest.State.CODE_SENT:
        # The code did not come: the paper takes its place.
        CLAIM.apply(locked(waiting), "withdraw", by=by)
    elif waiting:
        raise Refused(
            said(
                holder,
                _(
                    "You already asked to act for this organisation; wait for the answer or withdraw the claim."
                ),
                _("You already asked to act for this party; wait for the answer or withdraw the request."),
            )
        )
    claim = ClaimRequest.objects.create(
        user=by,
        **as_column(holder),
        method=ClaimRequest.Method.PAPERS,
        position=position,
        message=message,
        paper=paper,
    )
    record("file", claim, by=by, data=as_column(holder), to_state=claim.state)
    return claim


def open_claim(holder: Holder, by: User) -> ClaimRequest | None:
    """The claim that still waits, if there is one."""
    states = (ClaimRequest.State.FILED, ClaimRequest.State.CODE_SENT)
    return ClaimRequest.objects.filter(user=by, **as_column(holder), state__in=states).first()


@service
def send_code(*, holder: Holder, by: User) -> ClaimRequest:
    """Send eight digits to the e-mail of record; the answer is the same whether or not there is one."""
    holder = locked(holder)
    check_claimable(holder, by)
    check_code_opens(holder, by)
    day_ago = timezone.now() - datetime.timedelta(days=1)
    recent = ClaimRequest.objects.filter(method=ClaimRequest.Method.CODE, created_at__gt=day_ago)
    asked = recent.filter(user=by).count(), recent.filter(**as_column(holder)).count()
    if max(asked) >= MAX_CODES_A_DAY:
        raise Refused(_("Too many codes were asked for today. Try again tomorrow or ask by papers."))
    waiting = open_claim(holder, by)
    if waiting:
        CLAIM.apply(locked(waiting), "withdraw", by=by)
    claim = ClaimRequest.objects.create(user=by, **as_column(holder), method=ClaimRequest.Method.CODE)
    code = f"{secrets.randbelow(10**8):08d}"
    CLAIM.apply(claim, "send_code", by=by)
    claim.code_hash, claim.code_expires_at = hashed(claim, code), timezone.now() + CODE_LIVES
    claim.save(update_fields=["code_hash", "code_expires_at"])
    address = address_of_record(holder)
    if address:
        send(
            "ngo_registry/emails/claim_code.txt",
            to=address,
            about=claim,
            context={
                "code": f"{code[:4]} {code[4:]}",
                "holder": holder,
                "party": isinstance(holder, Party),
                "asker": by,
                "minutes": 60,
            },
        )
    return claim


def check_code_opens(holder: Holder, by: User) -> None:
    """Who left comes back by a paper or an invitation only, and no code goes to an address of who left."""
    if has_left(by, holder):
        raise Refused(
            said(
                holder,
                _(
                    "You no longer act for this organisation, and a code does not open it again. Ask by a paper: "
                    "the office decides; or ask its owner for an invitation."
                ),
                _(
                    "You no longer act for this party, and a code does not open it again. Ask by a paper: "
                    "the office decides; or ask its owner for an invitation."
                ),
            )
        )
    if belongs_to_who_left(address_of_record(holder), holder):
        raise Refused(
            said(
                holder,
                _(
                    "No code is sent for this organisation: its e-mail of record belongs to a person who no longer "
                    "acts for it. Ask by a paper: the office decides."
                ),
                _(
                    "No code is sent for this party: its e-mail in the register belongs to a person who no longer "
                    "acts for it. Ask by a paper: the office decides."
                ),
            )
        )


def address_of_record(organisation: Holder) -> str:
    """Where a code may go: the address the office keeps; where another authority keeps the register also the one of
    its official list, which nobody changes here; of a party that of its book, changed by a decision only."""
    if isinstance(organisation, Party):
        return organisation.email
    if organisation.email_of_record or has_feature("own_register"):
        return organisation.email_of_record
    return organisation.email


def hashed(claim: ClaimRequest, code: str) -> str:
    """The code as it is kept: nobody reads it back from the database."""
    return salted_hmac(f"claim-{claim.pk}", code, algorithm="sha256").hexdigest()


@service
def try_code(*, claim: ClaimRequest, code: str, by: User) -> bool:
    """Count the try; with the right code the person is let in as owner. False: wrong code."""
    claim = locked(claim)
    CLAIM.check(claim, "confirm_code", by=by)
    check_claimable(claim.about, by)
    check_code_opens(claim.about, by)  # somebody may have left since the code was sent
    if claim.code_expires_at is None or claim.code_expires_at < timezone.now():
        raise Refused(_("The code is no longer valid: ask for a new one."), field="code")
    if claim.tries >= MAX_TRIES:
        raise Refused(_("The code was mistyped too many times: ask for a new one."), field="code")
    typed = "".join(sign for sign in code if sign.isdigit())
    if not hmac.compare_digest(hashed(claim, typed), claim.code_hash):
        claim.tries += 1
        claim.save(update_fields=["tries"])
        return False
    CLAIM.apply(claim, "confirm_code", by=by, decided_at=timezone.now(), decided_by=by)
    let_in(claim, by)
    return True


@service
def accept_claim(*, claim: ClaimRequest, by: User) -> ClaimRequest:
    """An officer has seen the papers and lets the person in."""
    claim = locked(claim)
    CLAIM.apply(claim, "accept", by=by, decided_at=timezone.now(), decided_by=by)
    let_in(claim, by)
    send(
        "ngo_registry/emails/claim_accepted.txt",
        to=claim.user,
        about=claim,
        context={"holder": claim.about, "party": claim.party},
    )
    return claim


def let_in(claim: ClaimRequest, by: User) -> None:
    """Make the person an owner from today on, also who was invited meanwhile in another role."""
    membership = membership_of(claim.user, claim.about)
    if membership is None or membership.role != Role.OWNER:
        open_membership(claim.user, claim.about, Role.OWNER, by, claim=claim.pk)


@service
def refuse_claim(*, claim: ClaimRequest, note: str, by: User) -> ClaimRequest:
    """The papers do not show it; the person is told why."""
    claim = CLAIM.apply(
        locked(claim),
        "refuse",
        by=by,
        note=note,
        decided_at=timezone.now(),
        decided_by=by,
        decision_reason=note,
    )
    send(
        "ngo_registry/emails/claim_refused.txt",
        to=claim.user,
        about=claim,
        context={"holder": claim.about, "party": claim.party, "reason": note},
    )
    return claim


@service
def withdraw_claim(*, claim: ClaimRequest, by: User) -> ClaimRequest:
    """The person no longer asks."""
    return CLAIM.apply(locked(claim), "withdraw", by=by)
