"""Likely doubles are found in the database, told apart for good, joined and parted again."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngo_registry.models import (
    DuplicatePair,
    NgoMembership,
    Organisation,
    OrganisationMerge,
    OwnContacts,
    RegisterEntry,
)
from ngo_registry.queries import organisation_by_number, organisations_of
from ngo_registry.queries.search import public_search
from ngo_registry.services import duplicates as services
from ngo_registry.services import import_apply, imports
from ngo_registry.services.merging import merge
from ngo_registry.services.parting import undo_merge
from office.audit import timeline
from office.models import Area, Job
from office.refusal import Refused
from tests.factories.grants import application as application_of
from tests.factories.grants import published_call
from tests.factories.registry import MembershipFactory, MunicipalityFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
ROOM = "/staff/register/duplicates/"


@pytest.fixture
def officer():
    """May join doubles."""
    return UserFactory(roles=("office_officer",), language="en")


@pytest.fixture
def town():
    """Where they all sit."""
    return MunicipalityFactory(name="Podgorica")


def imported(name: str, **facts):
    """An organisation of an imported list."""
    return OrganisationFactory(imported=True, name=name, **({"place": "", "address": ""} | facts))


def found() -> dict[tuple[str, str], tuple[int, list[str]]]:
    """Pairs by name with points and signs."""
    services.find_duplicates(by=None)
    return {
        (pair.one.name, pair.other.name): (pair.score, pair.reasons)
        for pair in DuplicatePair.objects.select_related("one", "other")
    }


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("Udruženje građana Zdravo srce", "Здраво срце", ["name"]),
        ("NVO Zdravo srce", "SRCE ZDRAVO, Podgorica", ["name"]),
        ("Udruženje pčelara Podgorice Zora", "Udruženje pčelara „Zora“ Podgorica", ["name"]),
        ("Udruženje Zdravo srce", "Udruženje Zdravo srcee", ["letter"]),
        ("Udruženje Zdravo srce", "Udruženje Zdravo sxce", ["letter"]),
        ("Klub 2001", "Klub 2002", None),
        ("Udruženje", "Fondacija", None),
        ("Udruženje Zdravo srce", "Udruženje Čisto more", None),
    ],
)
def test_names_are_compared_without_kind_town_script_and_one_letter(town, one, other, reasons):
    imported(one, municipality=town)
    imported(other, municipality=town)
    pairs = found()
    assert [signs for _score, signs in pairs.values()] == ([reasons] if reasons else [])


def test_the_same_name_elsewhere_counts_less_and_the_bare_name_not_at_all(town):
    bar = MunicipalityFactory(name="Bar")
    imported("Udruženje penzionera Podgorica", municipality=town)
    imported("Udruženje penzionera Bar", municipality=bar)
    assert found() == {}
    imported("Društvo prijatelja mora", municipality=town)
    imported("Društvo prijatelja mora", municipality=bar)
    assert list(found().values()) == [(40, ["elsewhere"])]


@pytest.mark.parametrize(
    ("one", "other", "sign", "points"),
    [
        ({"pib": "02345678"}, {"number": "002345678"}, "number", 90),
        ({"mb": "12345678"}, {"pib": "012345678"}, "number", 90),
        ({"iban": "ME25505000012345678951"}, {"iban": "me25 5050 0001 2345 6789 51"}, "iban", 70),
        ({"website": "https://www.srce.me/o-nama"}, {"website": "srce.me"}, "web", 40),
        ({"website": "facebook.com/srce"}, {"website": "facebook.com/more"}, None, 0),
        ({"website": "https://facebook.com/srce/"}, {"website": "www.facebook.com/srce"}, "web", 40),
        ({"email": "Info@gmail.com"}, {"email_of_record": "info@gmail.com"}, "email", 40),
        ({"email": "a@gmail.com"}, {"email": "b@gmail.com"}, None, 0),
        ({"email": "a@srce.me"}, {"email": "b@srce.me"}, None, 0),
        ({"number": "11111111"}, {"pib": "11111111"}, None, 0),
        ({"number": "22222222"}, {"pib": "022222222"}, None, 0),
        ({"former_names": "Staro ime\nČisto more"}, {}, "former", 55),
    ],
)
def test_each_sign_has_its_points_and_placeholders_never_match(town, one, other, sign, points):
    imported("Zdravo srce", municipality=town, **one)
    imported("Čisto more", municipality=town, **other)
    assert list(found().values()) == ([(points, [sign])] if sign else [])


def test_signs_add_up_and_weak_ones_only_support(town):
    imported("Zdravo srce", municipality=town, email="a@srce.me", address="Glavna 1")
    imported("Čisto more", municipality=town, email="b@srce.me", address="glavna 1")
    assert list(found().values()) == [(40, ["address", "domain"])]
    Organisation.objects.update(website="srce.me")
    assert list(found().values()) == [(80, ["address", "domain", "web"])]


def test_what_many_share_says_nothing(town):
    for n in range(13):
        imported("Zdravo srce", number=f"X{n}", municipality=town, website="savez.me", email="a@savez.me")
    assert found() == {}


def test_deleted_and_joined_ones_are_left_out_and_a_second_search_changes_nothing(town):
    imported("Zdravo srce", municipality=town, deleted=True)
    imported("Zdravo srce", municipality=town)
    assert found() == {}
    imported("Zdravo srce", municipality=town)
    first = found()
    assert len(first) == 1
    keys = list(DuplicatePair.objects.values_list("pk", "found_at"))
    assert found() == first
    assert list(DuplicatePair.objects.values_list("pk", "found_at")) == keys


def test_what_was_told_apart_is_never_offered_again(town, officer):
    imported("Zdravo srce", municipality=town)
    imported("Zdravo srce", municipality=town)
    found()
    pair = DuplicatePair.objects.get()
    with pytest.raises(Refused, match="Write the reason"):
        services.tell_apart(pair=pair, note=" ", by=officer)
    with pytest.raises(Refused, match="may not join"):
        services.tell_apart(pair=pair, note="x", by=UserFactory(roles=("body_officer",)))
    services.tell_apart(pair=pair, note="Dva ogranka.", by=officer)
    found()
    pair.refresh_from_db()
    assert (pair.state, pair.note, pair.decided_by) == ("different", "Dva ogranka.", officer)
    with pytest.raises(Refused, match="already decided"):
        services.tell_apart(pair=pair, note="opet", by=officer)
    services.ask_again(pair=pair, note="Pogreška.", by=officer)
    assert [line.action for line in timeline(pair)] == ["decide", "open again"]


def test_pairs_nothing_speaks_for_any_more_are_forgotten_but_not_those_compared_by_hand(town, officer):
    one = imported("Zdravo srce", municipality=town)
    two = imported("Zdravo srce", municipality=town)
    three = imported("Čisto more", municipality=town)
    found()
    by_hand = services.compare_by_hand(number=one.number, other=three.number, by=officer)
    two.name = "Sasvim drugo ime"
    two.save()
    assert found() == {("Zdravo srce", "Čisto more"): (0, ["hand"])}
    assert services.compare_by_hand(number=three.number, other=one.number, by=officer) == by_hand


@pytest.mark.parametrize(
    ("number", "other", "words"),
    [
        ("nema", "nema", "No organisation"),
        ("A-1", "A-1", "same organisation"),
        ("11111111", "A-1", "No organ"),
    ],
)
def test_comparing_by_hand_needs_two_numbers_of_the_register(officer, number, other, words):
    imported("Zdravo srce", number="A-1")
    with pytest.raises(Refused, match=words):
        services.compare_by_hand(number=number, other=other, by=officer)


@pytest.fixture
def pair(town, officer):
    """Two imported doubles with records of several floors."""
    areas = list(Area.objects.order_by("pk")[:3])
    one = imported("Zdravo srce", number="A-1", municipality=town, pib="02345678", website="")
    two = imported("Здраво срце", number="B-2", municipality=town, pib="03456789", website="srce.me")
    one.areas.set(areas[:2])
    two.areas.set(areas[1:])
    pair = services.compare_by_hand(number="A-1", other="B-2", by=officer)
    return pair


def state_of(organisation: Organisation) -> dict:
    """Everything of an organisation that a merge may touch."""
    row = Organisation.whole.values("name", "pib", "website", "sort_key", "merged_into").get(
        pk=organisation.pk
    )
    return row | {"areas": sorted(organisation.areas.values_list("pk", flat=True))}


def test_a_merge_moves_what_points_at_the_double_and_its_undoing_puts_all_back(client, pair, officer):
    stays, goes = pair.one, pair.other
    both = MembershipFactory(organisation=stays)
    MembershipFactory(organisation=goes, user=both.user)
    only = MembershipFactory(organisation=goes)
    application = application_of(published_call(), organisation=goes)
    kept = application_of(published_call(), organisation=stays)
    before = (state_of(stays), state_of(goes))
    areas = [*stays.areas.all(), *goes.areas.all()]
    done = merge(
        pair=pair, stays=stays, from_double=["website", "pib"], areas=areas, note="Isti.", by=officer
    )

    assert state_of(stays) | {"sort_key": ""} == {
        "name": "Zdravo srce", "pib": "03456789", "website": "srce.me", "sort_key": "", "merged_into": None,
        "areas": sorted({area.pk for area in areas}),
    }  # fmt: skip
    assert state_of(goes)["merged_into"] == stays.pk
    for row in (application, kept):
        row.refresh_from_db()
        assert row.organisation_id == stays.pk
    assert list(organisations_of(only.user)) == [stays]
    assert NgoMembership.objects.filter(user=both.user, organisation=stays).count() == 1
    moved = sorted(done.moved.values_list("table", "row"))
    assert moved[:2] == [("grants.application", application.pk), ("ngo_registry.ngomembership", only.pk)]
    assert len(moved) == 3  # the person who wrote the application acts for the double too
    assert organisation_by_number("B-2") == organisation_by_number("03456789") == stays
    assert [row.number for row in public_search("zdravo srce").rows] == ["A-1"]
    answer = client.get("/en/register/B-2/")
    assert (answer.status_code, answer.url) == (301, "/en/register/A-1/")
    lines = list(RegisterEntry.objects.filter(kind="merge").order_by("pk"))
    assert [line.organisation_id for line in lines] == [stays.pk, goes.pk]
    assert lines[0].facts["website"] == ["", "srce.me"]
    assert timeline(stays)[-1].data["moved"] == {"grants.application": 1, "ngo_registry.ngomembership": 2}

    undo_merge(done=done, note="Ipak nisu.", by=officer)
    assert (state_of(stays), state_of(goes)) == before
    application.refresh_from_db()
    assert application.organisation_id == goes.pk
    assert list(organisations_of(only.user)) == [goes]
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("open", None)
    assert client.get("/en/register/B-2/").status_code == 200
    with pytest.raises(Refused, match="already undone"):
        undo_merge(done=done, note="opet", by=officer)
    merge(pair=pair, stays=goes, note="Obrnuto.", by=officer)
    assert client.get("/en/register/A-1/").url == "/en/register/B-2/"


def test_an_undoing_is_refused_with_what_changed_and_where(pair, officer):
    stays, goes = pair.one, pair.other
    application = application_of(published_call(), organisation=goes)
    done = merge(pair=pair, stays=stays, from_double=["website"], note="Isti.", by=officer)
    Organisation.objects.filter(pk=stays.pk).update(website="novi.me")
    with pytest.raises(Refused, match="“web site” of “Zdravo srce” was changed since"):
        undo_merge(done=done, note="ne", by=officer)
    Organisation.objects.filter(pk=stays.pk).update(website="srce.me")
    application.organisation = OrganisationFactory()
    application.save()
    with pytest.raises(Refused, match="1 of the moved records \\(applications\\) no longer belong"):
        undo_merge(done=done, note="ne", by=officer)
    assert OrganisationMerge.objects.get().undone_at is None
    assert state_of(goes)["merged_into"] == stays.pk


def test_an_entry_of_the_own_register_never_goes_and_its_facts_stay(town, officer):
    own = OrganisationFactory(name="Zdravo srce", number="A-1", municipality=town)
    double = imported("Zdravo srce", number="B-2", municipality=town, website="srce.me")
    pair = services.compare_by_hand(number="A-1", other="B-2", by=officer)
    with pytest.raises(Refused, match="ends only by a decision") as no:
        merge(pair=pair, stays=double, note="x", by=officer)
    assert no.value.law == "Zakon o NVO"
    with pytest.raises(Refused, match="its facts change by a filing"):
        merge(pair=pair, stays=own, from_double=["website"], note="x", by=officer)
    merge(pair=pair, stays=own, note="Isti.", by=officer)
    assert Organisation.objects.get(name="Zdravo srce") == own


def test_what_may_stand_only_once_refuses_the_merge_and_nothing_is_moved(pair, officer):
    stays, goes = pair.one, pair.other
    OwnContacts.objects.create(
        organisation=goes, email="a@srce.me", saved_at="2026-01-01T10:00Z", saved_by=officer
    )
    third = imported("Treće")
    merge(pair=pair, stays=stays, note="Isti.", by=officer)
    assert stays.own_contacts.email == "a@srce.me"
    pair = services.compare_by_hand(number="A-1", other=third.number, by=officer)
    with pytest.raises(Refused, match="Choose which"):
        merge(pair=pair, stays=OrganisationFactory(), note="x", by=officer)
    done = merge(pair=pair, stays=third, note="Isti.", by=officer)
    assert organisation_by_number("B-2") == third  # joined to one that was joined itself
    with pytest.raises(Refused, match="was itself joined"):
        undo_merge(done=OrganisationMerge.objects.get(goes=goes), note="x", by=officer)
    undo_merge(done=done, note="x", by=officer)
    undo_merge(done=OrganisationMerge.objects.get(goes=goes), note="x", by=officer)
    assert Organisation.objects.filter(pk__in=(stays.pk, goes.pk, third.pk)).count() == 3


def test_the_next_import_of_the_list_knows_the_double(settings, pair, officer):
    settings.OFFICE_JURISDICTION = "serbia"
    merge(pair=pair, stays=pair.one, note="Isti.", by=officer)
    rows = "naziv,registarski broj\nZdravo srce,A-1\nЗдраво срце,B-2\n"
    day = datetime.date(2026, 11, 1)
    batch = imports.check_file(data=rows.encode(), name="lista.csv", as_of=day, by=None)
    assert (batch.created, batch.updated, batch.unchanged, batch.rejected) == (0, 0, 2, 0)
    import_apply.apply_import(batch=batch, by=None)
    assert Organisation.objects.count() == 1


def test_the_pages_in_the_browser_of_an_officer(client, pair, officer, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(roles=("body_officer",)))
    assert client.get(ROOM).status_code == 403
    client.force_login(officer)
    page = client.get("/staff/register/").content.decode()
    assert ROOM in page
    assert "Zdravo srce" in client.get(ROOM).content.decode()
    address = f"{ROOM}{pair.pk}/"
    page = client.get(address).content.decode()
    assert "compared by an officer" in page and "03456789" in page
    refused = client.post(f"{address}merge/", {"note": "x"})
    assert "Choose which of the two stays." in refused.content.decode()
    answer = client.post(f"{address}merge/", {"stays": "two", "note": "x"})
    assert answer.status_code == 200
    facts = {
        "stays": "other",
        "fact_pib": "one",
        "fact_name": "other",
        "fact_website": "other",
        "fact_decision_number": "other",
        "areas": "one",
    }
    answer = client.post(f"{address}merge/", facts | {"note": "Isti pečat."})
    done = OrganisationMerge.objects.get()
    assert answer.url == f"/staff/register/merges/{done.pk}/"
    assert (done.stays, done.facts) == (pair.other, {"pib": ["03456789", "02345678"]})
    assert "Isti pečat." in client.get(answer.url).content.decode()
    gone = client.get(f"/staff/register/organisations/{pair.one_id}/").content.decode()
    assert "This is a double joined to" in gone
    assert client.post(answer.url, {"note": "Greška."}).status_code == 302
    done.refresh_from_db()
    assert done.undone_note == "Greška."
    assert client.post(f"{address}apart/", {"apart-note": "Dva su."}).url == address
    assert "Dva su." in client.get(address).content.decode()
    assert client.post(f"{address}again/", {"apart-note": "Nisu."}).url == address
    answer = client.post(f"{ROOM}compare/", {"number": "A-1", "other": "nema"})
    assert "No organisation of the register has this number." in answer.content.decode()
    assert client.post(f"{ROOM}compare/", {"number": "A-1", "other": "B-2"}).url == address
    client.post(f"{ROOM}search/")
    client.post(f"{ROOM}search/")
    assert Job.objects.filter(kind="ngo_registry.find_duplicates").count() == 1
    assert (
        "Work in progress" in client.get(ROOM).content.decode()
        or "Search for doubles" in client.get(ROOM).content.decode()
    )


def test_the_list_of_pairs_asks_the_same_for_one_and_for_three(client, town, officer, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(officer)

    def questions() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(ROOM).status_code == 200
        return len(seen)

    imported("Zdravo srce", municipality=town)
    imported("Zdravo srce", municipality=town)
    found()
    one = questions()
    imported("Zdravo srce", municipality=town)
    found()
    assert DuplicatePair.objects.count() == 3
    assert questions() == one == 7


def test_thousands_of_organisations_are_compared_set_by_set(town):
    """One name in a hundred is a double with a letter left out; bench/doubles.py compares 100,000."""
    bar = MunicipalityFactory(name="Bar")
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO ngo_registry_organisation (number, name, kind, status, source, municipality_id, place, address,
                short_name, name_cyrillic, other_names, former_names, goals, activities, pib, mb, website, email,
                phone_public, economic_activity, economic_code, home_name, home_seat, home_country, decision_number,
                deletion_reason, deletion_act, iban, email_of_record, sort_key)
            SELECT 'M-' || n, 'Udruženje ' || CASE WHEN n %% 100 = 0 THEN left(w, 11) || substr(w, 13) ELSE w END,
                'association', 'active', 'imported', CASE WHEN m %% 2 = 0 THEN %s ELSE %s END, '', '', '', '', '', '', '',
                '', '', '', '', '', '', false, '', '', '', '', '', '', '', '', '', ''
            FROM (SELECT n, m, translate(md5(m::text), '0123456789', 'ghijklmnop') AS w
                FROM (SELECT n, CASE WHEN n %% 100 = 0 THEN n - 1 ELSE n END AS m
                    FROM generate_series(1, 3000) AS n) AS numbered) AS named""",
            [town.pk, bar.pk],
        )
        cursor.execute("ANALYZE ngo_registry_organisation")
    seen = []
    services.find_duplicates(by=None, report=lambda done, total, text: seen.append((done, total)))
    assert DuplicatePair.objects.count() == 30
    assert set(DuplicatePair.objects.values_list("score", flat=True)) == {45}
    assert seen[-1][0] == seen[-1][1]
