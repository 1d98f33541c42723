"""Two people at the same moment: one reminder of a day, one number for each comment."""

from django.utils import timezone
from post_office.models import Email

from grants.models import Reminder
from grants.services import chasing as verbs
from grants.services import comments
from office.refusal import Refused
from tests.factories import calls as situations
from tests.factories import grants as made
from tests.factories import year as programmed
from tests.threads import in_threads


def test_two_officers_remind_the_same_body_at_once(fresh_database):
    body, people = made.body(email="a@example.test"), [situations.office(), situations.office()]
    programmed.cycle(body, year=timezone.localdate().year)  # its analyses were due last year
    heard = []

    def remind(number: int) -> None:
        try:
            verbs.remind_body(duty="analyses", body=body, year=timezone.localdate().year, by=people[number])
            heard.append("sent")
        except Refused:
            heard.append("refused")

    in_threads(2, remind)
    assert sorted(heard) == ["refused", "sent"]
    assert Reminder.objects.count() == 1 and Email.objects.count() == 1


def test_comments_made_at_once_get_numbers_of_their_own(fresh_database):
    analysis = programmed.analysis(state="consultation")
    people = [made.ngo_person() for _n in range(4)]

    def comment(number: int) -> None:
        person, organisation = people[number]
        facts = {"analysis": analysis, "organisation": organisation, "text": "Tekst.", "by": person}
        comments.comment_for_ngo(at=timezone.now(), **facts)

    in_threads(4, comment)
    assert sorted(analysis.comments.values_list("number", flat=True)) == [1, 2, 3, 4]
