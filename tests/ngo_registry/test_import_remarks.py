"""A municipality nobody knows: the row is taken with a remark, the nearest name is proposed, a person says which it is."""

import pytest

from ngo_registry.importing.rows import Places
from ngo_registry.models import ImportSource, Organisation
from ngo_registry.queries.imports import rows_shown, unknown_names
from ngo_registry.services.import_decisions import name_municipalities
from office.models import AuditEvent, Municipality
from office.refusal import Refused
from tests.conftest import SHARED_DATA
from tests.factories.office import client_of, person
from tests.ngo_registry.test_import_screens import address, applied, checked

pytestmark = pytest.mark.django_db
HEAD = "Broj upisa;Naziv;Opština;Mjesto\n"
ROWS = (
    "1;Prvo društvo;Niksik;\n"  # one wrong letter
    "2;Drugo društvo;Niksik;\n"
    "3;Treće društvo;Opština Kotor;\n"  # a word before the name is no error
    "4;Četvrto društvo;Zagreb;\n"
    "5;Peto društvo;;Sutomore\n"  # a place that is no municipality
    "6;Šesto društvo;;\n"  # nothing is said, nothing is remarked
    "7;Sedmo društvo;Nepoznata;Budva\n"  # the place says which it is
    ";;Niksik;\n"  # rejected: of these the workbook speaks
)


@pytest.fixture
def officer():
    """Who imports, reading English."""
    one = person("referent", "registry_officer", "administrator")
    one.language = "en"
    one.save()
    return one


def test_a_row_with_an_unknown_municipality_is_taken_with_a_remark(officer):
    batch = checked(officer, HEAD + ROWS)
    assert (batch.created, batch.rejected, batch.remarked) == (7, 1, 4)
    said = {row.line: list(row.remarks.values()) for row in rows_shown(batch, "remarks")}
    assert said == {
        2: ["“Niksik” is no municipality of the code list; the nearest is “Nikšić”."],
        3: ["“Niksik” is no municipality of the code list; the nearest is “Nikšić”."],
        5: ["“Zagreb” is no municipality of the code list."],
        6: ["“Sutomore” is no municipality of the code list."],
    }
    assert [(one.text, one.rows, one.near) for one in unknown_names(batch)] == [
        ("Niksik", 2, "Nikšić"), ("Sutomore", 1, ""), ("Zagreb", 1, ""),
    ]  # fmt: skip


def test_a_person_names_the_municipality_and_the_source_remembers_it(officer):
    client, batch = client_of(officer), checked(officer, HEAD + ROWS)
    page = client.get(address("import", batch.pk)).content.decode()
    assert "4 rows name no known municipality" in page
    page = client.get(address("import", batch.pk), {"show": "remarks"})
    form = page.context["municipalities"]
    fields = {field.label: field for field in form}
    niksic = Municipality.objects.get(name="Nikšić")
    assert (fields["Niksik"].initial, fields["Zagreb"].initial) == (niksic.code, "")
    assert "“Sutomore” is no municipality" in page.content.decode()
    answer = client.post(
        address("import_municipalities", batch.pk), {fields["Niksik"].html_name: niksic.code}, follow=True
    )
    assert "2 rows name no known municipality" in answer.content.decode()
    batch.refresh_from_db()
    assert (batch.created, batch.remarked) == (7, 2)
    assert ImportSource.objects.get().municipalities == {"niksik": niksic.code}
    assert AuditEvent.objects.get(action="name_municipalities").data == {"rows": 2}
    nothing = client.post(address("import_municipalities", batch.pk), {}, follow=True)
    assert "Choose a municipality for at least one of the names." in nothing.content.decode()
    done = applied(officer, HEAD + ROWS.replace("Treće", "Treće staro"))
    assert done.remarked == 2
    assert Organisation.objects.get(number="1").municipality == niksic
    assert Organisation.objects.get(number="4").municipality is None
    assert Organisation.objects.get(number="3").municipality.name == "Kotor"
    with pytest.raises(Refused, match="before the file is applied"):
        name_municipalities(batch=done, named={(2, "Zagreb"): niksic}, by=officer)


def test_a_later_correction_changes_what_was_taken_without_a_municipality(officer):
    applied(officer, HEAD + "4;Četvrto društvo;Zagreb;\n")
    batch = checked(officer, HEAD + "4;Četvrto društvo;Zagreb;\n")
    assert (batch.updated, batch.unchanged, batch.remarked) == (0, 1, 1)
    bar = Municipality.objects.get(name="Bar")
    batch = name_municipalities(batch=batch, named={(2, "Zagreb"): bar}, by=officer)
    assert (batch.updated, batch.unchanged, batch.remarked) == (1, 0, 0)
    assert batch.rows.get(outcome="updated").changes["municipality_id"] == [None, bar.pk]


def test_real_towns_of_another_country_are_all_remarked_and_hostile_ones_cost_nothing(officer):
    path = SHARED_DATA / "hr" / "associations.csv"
    batch = checked(officer, path.read_bytes(), name="associations.csv")
    assert batch.remarked == batch.created + batch.doubtful > 400
    assert len(unknown_names(batch)) == 50 and unknown_names(batch)[0].text == "Zagreb"
    places = Places.load()
    assert [places.find(text) is not None for text in ("GLAVNI GRAD PODGORICA", "Општина Бар", "Grad")] == [
        True, True, False,
    ]  # fmt: skip
    for text in ("x" * 10_000, "<script>", "\u202eraB", "=cmd()"):
        assert text[:40] in places.remark(text) and len(places.remark(text)) < 150
    assert places.near("Podgorca") == "Podgorica" and places.near("") == ""
