"""The life of a call: taken over, reviewed, planned, asked about, corrected, annulled, repeated."""

import datetime
import re

from django.utils import timezone
from post_office.models import Email

from grants.models import PlannedPublication
from grants.services.call_publication import publish_due
from tests.browser.axe import check_page
from tests.browser.steps.papers import text_of
from tests.browser.steps.people import Person

OLD, TITLE = "Lanjski konkurs", "Zajedno za rijeke"
WATCHER = "prati@example.test"
QUESTION, ANSWER = "Da li je partner obavezan?", "Partner nije obavezan."
REMARK, REPLY = "Navedite ko može da učestvuje.", "Uneto je u ciljne grupe."
CORRECTED = "Radionice i kampanje"
WRONG = "Pogrešan iznos."


def mailed(address: str) -> list[Email]:
    """Letters to an address, in their order."""
    return [row for row in Email.objects.order_by("pk") if row.to == [address]]


def citizen_watches(citizen: Person, body: str) -> None:
    """No account: an address, a link in the mail, a button."""
    citizen.open(f"{citizen.prefix}/calls/")
    citizen.follow("Write to me about new calls")
    check_page(citizen.page)
    citizen.field("Body").select_option(label=body)
    citizen.type({"Your e-mail": WATCHER})
    citizen.press("Send me the link")
    citizen.sees("Look in your mail")
    link = re.search(r"https?://\S+(/\S+/calls/watch/confirm/\S+)", mailed(WATCHER)[0].message)
    citizen.open(link.group(1))
    citizen.press("Yes, write to me")
    citizen.sees("What you watch")


def president_takes_over(president: Person, commission: str) -> None:
    """Last year's call; each part waits until it has been looked at."""
    president.menu("Public calls")
    president.follow("Draft a call")
    president.choose("Commission", commission)
    president.push("Continue")
    check_page(president.page)
    president.tick("An earlier call of the body")
    president.field("Which call").select_option(index=1)
    president.fill({"Title of the new call": TITLE})
    president.press("Continue")
    president.sees("look at it again")
    check_page(president.page)
    looks = president.page.locator("form[action*='/look/'] button")
    while looks.count():
        president.click(looks.first)
    president.follow("Texts")
    president.fill({"Target groups": "Mladi iz sela."})
    president.press("Save")


def president_asks_the_office(president: Person) -> None:
    """The draft goes for review."""
    president.follow("Review by the office")
    president.press("Send for review")
    check_page(president.page)


def office_remarks(office: Person) -> None:
    """One remark, sent with the opinion."""
    office.menu("Review of calls")
    office.follow(TITLE)
    office.choose("Part of the call", "Texts")
    office.fill({"Remark": REMARK})
    office.press("Write down the remark")
    check_page(office.page)
    office.press("Send the remarks")


def president_answers_the_office(president: Person) -> None:
    """From the desk to the remark, and the draft again to the office."""
    president.menu("Desk")
    president.follow(president.words("Answer the remarks of the office: %(title)s", title=TITLE))
    president.sees(REMARK)
    president.click(president.page.locator("a[href*='/review/remarks/']").first)
    president.tick("is changed as the office says")
    president.fill({"Answer": REPLY})
    president.press("Save the answer")
    president.press("Send for review")


def office_agrees(office: Person) -> None:
    """Nothing more to say."""
    office.menu("Desk")
    office.follow(office.words("Give the opinion on the call: %(title)s", title=TITLE))
    office.press("Agree")
    office.sees("the office agrees")


def president_plans_the_hour(president: Person) -> None:
    """In ten minutes; the portal does it by itself when the hour has come."""
    president.menu("Public calls")
    president.follow(TITLE)
    president.follow("Publish at an hour")
    at = timezone.localtime(timezone.now() + datetime.timedelta(minutes=10))
    president.type({"Day of publication": at.date().isoformat(), "Hour": f"{at:%H:%M}", "Days open": 31})
    president.press("Plan the hour")
    president.follow("Publish at an hour")
    check_page(president.page)
    PlannedPublication.objects.update(at=timezone.now())  # ten minutes pass
    assert publish_due() == 1
    president.menu("Public calls")
    president.follow(TITLE)
    president.sees("Work on the applications")


def somebody_asks(ngo: Person, slug: str) -> None:
    """Anybody signed in."""
    ngo.open(f"{ngo.prefix}/calls/{slug}/")
    ngo.follow("Ask a question")
    check_page(ngo.page)
    ngo.fill({"Your question": QUESTION})
    ngo.press("Send the question")
    ngo.sees("waits for an answer", QUESTION)


def president_answers(president: Person, number: str) -> None:
    """From the desk; the answer is public at once."""
    president.menu("Desk")
    president.follow("Answer a question on the call %(number)s", number=number)
    president.fill({"Answer": ANSWER})
    president.press("Publish the answer")
    check_page(president.page)


def president_corrects_and_extends(president: Person) -> None:
    """A text, with its reason; and time to read it."""
    president.menu("Public calls")
    president.follow(TITLE)
    president.follow("Correct the call")
    check_page(president.page)
    president.fill(
        {"Eligible activities": CORRECTED, "Reason of the correction": "Izostavljena je kampanja."}
    )
    president.press("Publish the correction")
    president.follow("Extend the deadline")
    president.type({"Extend by how many days": 10})
    president.fill({"Reason": "Tekst je ispravljen."})
    president.press("Extend the deadline")


def citizen_reads_all(citizen: Person, slug: str, asker: str) -> None:
    """Question and answer without a name, old and new text, the later deadline, the text as a document."""
    citizen.open(f"{citizen.prefix}/calls/{slug}/")
    citizen.sees(QUESTION, ANSWER, CORRECTED, "Old text", "Deadline extended")
    assert asker not in citizen.page.content()
    check_page(citizen.page)
    citizen.page.wait_for_timeout(3000)
    citizen.refresh()
    text = " ".join(text_of(citizen.paper("Text of the call")).split())
    assert CORRECTED in text and "Izostavljena je kampanja." in text


def president_annuls_and_repeats(president: Person) -> None:
    """A mistake in the money cannot be corrected: annulled, drafted anew, published."""
    president.menu("Public calls")
    president.follow(TITLE)
    president.unfolded(president.page.locator("#note-cancel")).fill(WRONG)
    president.press("Annul the call")
    president.follow("Repeat the call")
    check_page(president.page)
    president.fill({"Reason": "Ispravljen je iznos."})
    president.press("Make the draft")
    president.follow("Publish the call")
    president.press("Publish the call")
    president.sees("This call repeats the call")


def citizen_follows_the_link(citizen: Person, old: str, new: str) -> None:
    """From the annulled call to its repetition and back."""
    citizen.open(f"{citizen.prefix}/calls/{old}/")
    citizen.sees("The call is annulled", "The call is repeated:")
    citizen.click(citizen.page.locator(f"main a[href$='/calls/{new}/']").first)
    citizen.sees("This call repeats the call")
    check_page(citizen.page)
