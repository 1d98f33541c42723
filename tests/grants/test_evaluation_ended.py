"""An evaluator is removed from the list while scoring: a clear sentence, no save, and no typed text is lost."""

import pytest
from django.urls import reverse
from django.utils import translation

from grants.models import SubCriterion
from grants.services import evaluation, evaluators
from office.refusal import Refused
from tests.factories import evaluators as made
from tests.factories import grants, scoring
from tests.factories.applications import client_of

pytestmark = pytest.mark.django_db
TYPED = "Budžet je realan, ali bez obrazloženja putnih troškova."


@pytest.fixture
def sheets(settings):
    """An open and a locked sheet of one person, who then leaves the list; the page was open all the time."""
    settings.SECOND_FACTOR_REQUIRED = False
    person, other = scoring.pair()
    call = scoring.eligible_call(2)
    one, two = call.applications.order_by("pk")
    begun, locked = scoring.accepted(one, person), scoring.lock(scoring.accepted(two, person), 80)
    office = made.officer()
    version = evaluators.begin_list(year=grants.now().year, reason="Izmjena", by=office)
    entry = version.entries.get(evaluator=person)
    evaluators.take_off_list(entry=entry, reason="Javni funkcioner", by=office)
    evaluators.adopt_list(evaluators=version, by=office)
    begun.refresh_from_db()
    return begun, locked, other


def test_the_page_that_was_open_says_that_it_ended_and_gives_the_text_back(sheets):
    begun, locked, _other = sheets
    with translation.override("en"):
        url = reverse("grants_evaluation:workspace", args=[begun.pk])
        sub = SubCriterion.objects.filter(criterion__call=begun.application.call).first()
        facts = {
            "version": "0",
            f"points_{sub.pk}": "3",
            f"reason_{sub.pk}": TYPED,
            "comment": "Dobar projekat.",
        }
        client = client_of(begun.user)
        answer = client.post(url, facts, headers={"X-Autosave": "1"})
        assert answer.status_code == 409 and "copy it if you need it" in answer.json()["message"]
        answer = client.post(url, facts)
        text = answer.content.decode()
        assert answer.status_code == 409 and TYPED in text and "Dobar projekat." in text
        assert begun.application.title not in text
        assert client.get(url).status_code == 302
        with pytest.raises(Refused, match="has ended meanwhile"):
            evaluation.save_sheet(assignment=begun, entries={}, comment="x", by=begun.user)
    begun.refresh_from_db()
    locked.refresh_from_db()
    assert (begun.state, begun.scores.count(), begun.general_comment) == ("void", 0, "")
    assert locked.state == "submitted"


def test_another_person_learns_nothing_of_the_sheet(sheets):
    begun, _locked, other = sheets
    with translation.override("en"):
        url = reverse("grants_evaluation:workspace", args=[begun.pk])
        assert client_of(other.user).post(url, {"comment": "x"}).status_code == 404
