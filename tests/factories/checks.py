"""Situations of the formal check: rejected by two people, letters served."""

import datetime

from django.utils import timezone

from grants.models import Application, GrantLetter, RejectionProposal
from grants.services import applications, checks, letters, rejections
from tests.factories import grants as made


def second_of(application: Application):
    """A member of the commission who is not the president."""
    return application.call.commission.members.get(role="official").user


def proposed(application: Application, reason: str = "Nedostaje statut.", **facts) -> RejectionProposal:
    """The president proposes the rejection."""
    by = made.president(application.call.commission)
    return rejections.propose_rejection(application=application, reason=reason, by=by, **facts)


def rejected(application: Application, reason: str = "Nedostaje statut.", **facts) -> Application:
    """Proposed by the president, confirmed by another member."""
    proposal = proposed(application, reason, **facts)
    return rejections.confirm_rejection(proposal=proposal, by=second_of(application))


def serve(
    application: Application, kind: str = "completion", *, on: datetime.date | None = None
) -> GrantLetter:
    """The letter reached the applicant by post."""
    letter = application.letters.filter(kind=kind).last()
    by = made.president(application.call.commission)
    day = on or timezone.localdate()
    return letters.record_service(letter=letter, how="post", on=day, note="AR 123", by=by)


def completed(application: Application) -> Application:
    """Completion asked, the title changed, handed in again."""
    president = made.president(application.call.commission)
    for item in checks.begin_check(application=application, by=president):
        bad = item.key in {"documents", "texts"}
        checks.answer(item=item, answer="no" if bad else "yes", note="Nejasno.", by=president)
    checks.ask_completion(application=application, note="Ispravite naziv.", by=president)
    serve(application)
    Application.objects.filter(pk=application.pk).update(
        title="Čistija rijeka", summary="Drugi sažetak projekta."
    )
    fresh = Application.objects.get(pk=application.pk)
    return applications.complete(application=fresh, at=timezone.now(), by=application.created_by)
