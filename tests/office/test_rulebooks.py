"""Rulebooks: read from their files, stored once, in force by day and kind of body."""

import copy
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from office import jurisdiction
from office.models import Area, AuditEvent, Municipality, RulebookVersion
from office.refusal import Refused
from office.rulebooks import DayOfYear, RulebookError, from_version, rules_for
from office.rulebooks.files import read_versions
from office.rulebooks.parse import build, dump
from office.services.rulebooks import add_version, load_versions
from tests.factories.registry import UserFactory

KINDS = {
    "montenegro": ["national", "municipality"],
    "serbia": ["national", "municipality"],
    "novi_sad": ["city"],
}


@pytest.fixture(autouse=True)
def _english():
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield


def body(kind):
    return SimpleNamespace(kind=kind)


def text_of(code):
    return jurisdiction.path_of(code).read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder with copies of all files, to be broken."""
    for code in jurisdiction.known():
        (tmp_path / f"{code}.toml").write_text(text_of(code), encoding="utf-8")
    return tmp_path


def broken(folder, code, old, new):
    """Replace one text in a file and give the sentence with which it is refused."""
    path = folder / f"{code}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as refusal:
        read_versions(code, folder)
    return str(refusal.value)


@pytest.mark.parametrize("code", KINDS)
def test_every_file_is_whole_and_every_value_has_a_source_or_is_unconfirmed(code):
    versions = read_versions(code)
    assert sorted(version.kind for version in versions) == sorted(KINDS[code])
    for version in versions:
        for section in version.values.values():
            for row in section.values():
                assert row["law"] or row["source"] or row["confirmed"] is False


def test_a_missing_value_is_named_with_what_is_expected(folder):
    sentence = broken(
        folder, "montenegro", 'open_days = { value = 30, law = "čl. 32v', 'x = { value = 30, law = "'
    )
    assert sentence.startswith("montenegro.toml [me-2018]: call.open_days is missing; expected")
    assert "a whole number" in sentence


def test_an_unknown_key_is_named(folder):
    sentence = broken(folder, "serbia", "[rulebook.report]", "[rulebook.report]\nfee = { value = 1 }")
    assert sentence.startswith("serbia.toml [rs-2018]: report.fee is not a known key. Known: spending_due")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "open_days = { value = 30",
            'open_days = { value = "30"',
            "call.open_days: found '30', expected a whole number",
        ),
        (
            'value = "03-01"',
            'value = "13-01"',
            "call.publish_by: found '13-01', expected a day \"MM-DD\", or none = true",
        ),
        (
            'scored_by = { value = "evaluators"',
            'scored_by = { value = "all"',
            'expected one of "evaluators", "members"',
        ),
        (
            "open_days = { value = 30",
            "open_days = { none = true",
            "call.open_days: found None, expected a whole number.",
        ),
        ("max_points = 15 }", "max_points = 16 }", "sub-criteria that add up to it"),
        (
            "repay_days = { value = 30, law =",
            "repay_days = { value = 30, article =",
            "contract.repay_days must give value",
        ),
        (
            "in_force_from = 2018-01-01",
            'in_force_from = "2018"',
            "rulebook.in_force_from is missing or wrong; expected a date",
        ),
        (
            'extends = "me-2018"',
            'extends = "me-2081"',
            "[me-local-2018]: extends 'me-2081'; expected the code",
        ),
        (
            'decimals = { value = 2, source = "berane.me, rang lista 2020" }',
            "decimals = { value = 2 }",
            "ranking.decimals names neither law nor source",
        ),
        ("[rulebook.call]", "[rulebook.call", "montenegro.toml: not valid TOML"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_expected(folder, old, new, sentence):
    assert sentence in broken(folder, "montenegro", old, new)


def test_values_survive_the_way_through_storage():
    for code in KINDS:
        for version in read_versions(code):
            facts = {key: getattr(version, key) for key in ("code", "title", "legal_basis", "in_force_from")}
            assert dump(build(version.values, **facts)) == version.values


@pytest.mark.django_db
class TestStored:
    """What the database holds."""

    @pytest.fixture(autouse=True)
    def _all_offices(self):
        call_command("load_rulebooks", all=True, stdout=StringIO())

    def test_loading_again_changes_nothing(self):
        before = list(RulebookVersion.objects.values_list("pk", "sha256"))
        out = StringIO()
        call_command("load_rulebooks", all=True, stdout=out)
        assert out.getvalue().split("\n")[:3] == ["montenegro: 0 new", "novi_sad: 0 new", "serbia: 0 new"]
        assert list(RulebookVersion.objects.values_list("pk", "sha256")) == before

    def test_a_stored_version_never_changes(self):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            RulebookVersion.objects.update(title="x")
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            connection.cursor().execute("DELETE FROM office_rulebookversion")

    def test_a_changed_file_of_a_stored_version_is_refused(self, folder):
        path = folder / "montenegro.toml"
        path.write_text(
            text_of("montenegro").replace("open_days = { value = 30", "open_days = { value = 31", 1)
        )
        with pytest.raises(RulebookError, match=r"\[me-2018\]: call.open_days differs .* never changes"):
            load_versions(jurisdiction="montenegro", versions=read_versions("montenegro", folder), by=None)

    def test_a_file_that_says_more_of_the_source_of_a_value_leaves_the_stored_version(self, folder):
        path = folder / "montenegro.toml"
        path.write_text(
            text_of("montenegro").replace('source = "kotor.me, konkurs od 27.8.2020."', "confirmed = false")
        )
        assert not load_versions(
            jurisdiction="montenegro", versions=read_versions("montenegro", folder), by=None
        )

    def test_what_one_municipality_says_is_confirmed_for_none(self):
        rules = rules_for(body("municipality"), date(2026, 3, 1))
        fee, cap = rules.evaluation.evaluator_fee, rules.evaluation.evaluator_fee_cap
        assert (fee.value, cap.value, fee.refuses, cap.refuses) == (30, 2000, False, False)
        assert "Podgorica" in fee.source and not rules.evaluators.decision_days.confirmed

    def test_a_version_stored_before_a_value_was_known_keeps_its_own_and_takes_the_new_one(self):
        stored = RulebookVersion.objects.get(code="me-2018")
        older = copy.deepcopy(stored.values)
        del older["call"]["open_days"]
        older["call"]["publish_by"]["value"], older["call"]["forgotten"] = "04-01", {"value": 1}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE office_rulebookversion SET values = %s, sha256 = %s WHERE id = %s",
                [json.dumps(older), "0" * 64, stored.pk],
            )
        stored.refresh_from_db()
        call = from_version(stored).call
        assert (call.open_days.value, call.publish_by.value.month) == (30, 4)
        with pytest.raises(CommandError, match=r"call.publish_by differs"):
            call_command("load_rulebooks", all=True, stdout=StringIO())

    def test_a_file_that_only_knows_more_is_loaded_without_a_word(self):
        stored = RulebookVersion.objects.get(code="me-2018")
        older = copy.deepcopy(stored.values)
        del older["call"]["open_days"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE office_rulebookversion SET values = %s, sha256 = %s WHERE id = %s",
                [json.dumps(older), "0" * 64, stored.pk],
            )
        call_command("load_rulebooks", all=True, stdout=StringIO())
        stored.refresh_from_db()
        assert "open_days" not in stored.values["call"]

    def test_national_rules_of_the_directorate(self):
        rules = rules_for(body("national"), date(2026, 3, 1))
        assert rules.code == "me-2018"
        assert (rules.call.open_days.value, rules.call.open_days.law) == (30, "čl. 32v Zakona o NVO")
        assert rules.call.min_share_of_requested.value == Decimal(80)
        assert rules.call.publish_by.value.in_year(2026) == date(2026, 3, 1)
        assert (rules.evaluation.scored_by.value, rules.evaluation.scorers.value) == ("evaluators", 2)
        assert [each.max_points for each in rules.evaluation.criteria.value] == [35, 30, 30, 5]
        assert rules.call.max_share_per_project.confirmed is False
        assert rules.contract.repay_days.confirmed
        assert str(rules.call.open_days.label) == "Days a call stays open, at least"

    def test_municipal_rules_beside_them(self):
        rules = rules_for(body("municipality"), date(2026, 3, 1))
        assert (rules.code, rules.ranking.rounding.value) == ("me-local-2018", "cut")
        assert (rules.evaluation.scored_by.value, rules.evaluation.scorers.value) == ("members", None)
        assert rules.call.max_share_per_project.value is None
        assert rules.register.min_founders_association.value == 3

    def test_rules_of_the_other_offices(self, settings):
        settings.OFFICE_JURISDICTION = "serbia"
        rules = rules_for(None, datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
        assert rules.code == "rs-2018"
        assert rules.ranking.objection_days.value == 8
        assert rules.ranking.objection_decision_days.value == 15
        assert rules.ranking.inspection_working_days.value == 3
        assert rules.call.yearly_plan_due.value == DayOfYear(1, 31)
        assert rules.call.min_share_of_requested.value is None
        assert rules_for(body("municipality"), date(2026, 1, 1)).ranking.list_days.value == 30
        settings.OFFICE_JURISDICTION = "novi_sad"
        city = rules_for(body("department"), date(2026, 1, 1))
        assert (city.code, city.evaluation.scorers.value, city.ranking.objection_days.value) == (
            "ns-2018",
            3,
            8,
        )

    def test_before_the_first_version_the_refusal_says_so(self):
        with pytest.raises(Refused, match="No rulebook is in force"):
            rules_for(None, date(2010, 1, 1))

    def test_a_new_version_is_in_force_from_its_day_and_the_old_one_stays(self):
        base = RulebookVersion.objects.get(code="me-2018")
        values = dump(from_version(base))
        values["call"]["open_days"] = {
            "value": 20,
            "law": "čl. 32v Zakona o NVO",
            "source": "Sl. list CG 84/24",
        }
        row = add_version(
            base=base,
            code="me-2027",
            title="Zakon o NVO",
            legal_basis="Sl. list CG 84/24",
            in_force_from=date(2027, 1, 1),
            values=values,
            by=UserFactory(roles=("office_head",)),
        )
        assert rules_for(None, date(2026, 12, 31)).call.open_days.value == 30
        assert rules_for(None, date(2027, 1, 1)).call.open_days.value == 20
        assert from_version(base).call.open_days.value == 30
        event = AuditEvent.objects.get(subject_id=str(row.pk), action="rulebook.added")
        assert event.data == {"follows": "me-2018", "changed": ["call.open_days"]}

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"code": "me-2018"}, "This code is taken"),
            ({"legal_basis": "  "}, "Give the legal basis"),
            ({"in_force_from": date(2018, 1, 1)}, "after the one before it"),
            ({}, "Nothing differs"),
            ({"roles": ("office_officer",)}, "Only a person who keeps"),
            ({"values": {}}, "register is missing"),
        ],
    )
    def test_a_version_that_may_not_be_added(self, facts, sentence):
        base = RulebookVersion.objects.get(code="me-2018")
        whole = {
            "base": base,
            "code": "me-2027",
            "title": "Zakon",
            "legal_basis": "Sl. list CG 84/24",
            "in_force_from": date(2027, 1, 1),
            "values": base.values,
            **facts,
        }
        by = UserFactory(roles=whole.pop("roles", ("office_head",)))
        with pytest.raises(Refused, match=sentence):
            add_version(**whole, by=by)
        assert not RulebookVersion.objects.filter(code="me-2027").exists()

    def test_the_command_ends_with_the_sentence(self, folder, monkeypatch):
        path = folder / "montenegro.toml"
        path.write_text(text_of("montenegro").replace("repay_days =", "repay_day =", 1), encoding="utf-8")
        monkeypatch.setattr("office.rulebooks.files.FOLDER", folder)
        monkeypatch.setattr("office.rulebooks.files.read_versions.__defaults__", (folder,))
        with pytest.raises(
            CommandError, match=r"montenegro.toml \[me-2018\]: contract.repay_days is missing"
        ):
            call_command("load_rulebooks", stdout=StringIO())


@pytest.mark.django_db
class TestCodeLists:
    """Municipalities and areas."""

    def test_the_lists_of_this_office(self):
        call_command("load_code_lists", stdout=StringIO())
        assert Municipality.objects.filter(valid_until=None).count() == 25
        assert Area.objects.filter(in_law=True).count() == 22
        assert Area.objects.get(code="disability").name_cyrillic == "заштита лица са инвалидитетом"
        out = StringIO()
        call_command("load_code_lists", stdout=out)
        assert out.getvalue() == "municipalities: 0 changed\nareas: 0 changed\n"

    def test_what_left_the_file_ends_and_stays(self, settings):
        call_command("load_code_lists", stdout=StringIO())
        settings.OFFICE_JURISDICTION = "serbia"
        call_command("load_code_lists", stdout=StringIO())
        assert Municipality.objects.filter(valid_until=None).count() == 152
        assert Municipality.objects.get(code="ME-01").valid_until is not None


class TestOffices:
    """The deployment's own file."""

    def test_an_unknown_office_stops_the_start_with_the_known_ones(self):
        with pytest.raises(
            SystemExit, match=r"'france' is not known. Set it to one of: montenegro, novi_sad, serbia"
        ):
            jurisdiction.load("france")

    def test_names_follow_the_language_of_the_page(self):
        name = jurisdiction.load("novi_sad").report_addressee
        assert [name.for_language(code) for code in ("sr", "sr-latn", "en")] == [
            "Градско веће Града Новог Сада",
            "Gradsko veće Grada Novog Sada",
            "City Council of Novi Sad",
        ]

    def test_features_differ_and_unknown_ones_are_errors(self, settings):
        assert jurisdiction.has_feature("own_register")
        settings.OFFICE_JURISDICTION = "novi_sad"
        assert not jurisdiction.has_feature("own_register")
        assert jurisdiction.has_feature("commission_scores")
        with pytest.raises(ValueError, match="No such feature"):
            jurisdiction.has_feature("magic")
