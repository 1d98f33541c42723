"""Step 3, second half: the commission is formed, and each member states no conflict of interest."""

from tests.browser.steps.people import Person

STATEMENT = (
    "I state that I have no other private interest in the applications I will check, order or decide, "
    "and that I will step aside from any application in which one appears."
)
TITLE = "Komisija za raspodjelu sredstava"


def ministry_begins_the_commission(ministry: Person, body: str) -> None:
    """First the commission; before its members nothing is formed."""
    ministry.menu("Commissions")
    ministry.follow("Form a commission")
    ministry.choose("Body", body)
    ministry.fill({"Title": TITLE})
    ministry.press("Save and continue")
    ministry.sees("The president is missing.", "The NGO member is missing.")


def ministry_links_the_nominations(ministry: Person, nominations: str, candidate: str, count: int) -> None:
    """By which public call the NGO member was found: the one with most valid proposals takes the seat."""
    ministry.choose("Public call for the NGO member", nominations)
    ministry.press("Choose")
    ministry.sees(candidate)
    ministry.reads(f"({count})")


def ministry_seats(ministry: Person, person: Person, role: str) -> None:
    """One seat, by the e-mail of the account; nobody else's name takes the seat of the NGOs."""
    ministry.follow("Add a member")
    ministry.field("Role").select_option(role)
    ministry.type({"E-mail": person.user.email})
    ministry.press("Seat the member")
    ministry.sees(person.user.full_name)


def ministry_forms_the_commission(ministry: Person) -> str:
    """The act of forming; gives its number."""
    ministry.press("Form the commission")
    return ministry.fact("Act")


def member_states_no_conflict(member: Person, title: str = TITLE) -> None:
    """Who sits on it says so before the work begins; the seat opened the staff door."""
    member.open("/staff/")
    member.menu("Commissions")
    member.follow(title)
    member.follow("Give the statement")
    member.push("Give the statement")
    assert member.page.locator(".error-summary").count() == 1  # nobody gives it without ticking it
    member.tick(STATEMENT)
    member.press("Give the statement")
    assert member.page.get_by_role("link", name=member.words("Give the statement")).count() == 0
