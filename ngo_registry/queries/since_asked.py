"""Enclosures of a filing with their earlier versions, and what has changed since its completion was asked."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngo_registry.facts_in_words import shown
from ngo_registry.kinds_of_changes import title_of
from ngo_registry.models import EarlierPaper, OnlineFiling, RegisterFiling
from ngo_registry.models.facts import FACTS
from ngo_registry.queries.past import plain
from office.models import StoredFile

PAPERS = tuple(
    name
    for name in (field.name for field in RegisterFiling._meta.fields if field.related_model is StoredFile)
)
ASKED = (
    *FACTS, "person_in_name", "named_person", "initial_assets", "statute_has_goals", "acts_agree",
    "economic_in_statute", "change_on", "deletion_ground", "deletion_reason", "court_case", "assets_to",
    "assets_recipient", "assets_seat", "assets_statute", "sign_text", "programme_on",
)  # fmt: skip
ANSWERS = tuple(
    field.name for field in OnlineFiling._meta.fields if field.name not in {"id", "filing", "receipt"}
)
PEOPLE = ("founders", "representatives", "governingmembers")


def state_of(filing: RegisterFiling) -> dict[str, Any]:
    """Facts and answers, people by name with a seal over the rest, papers by their file; no closed number in it."""
    facts = {name: plain(getattr(filing, name)) for name in ASKED if hasattr(filing, name)}
    online = OnlineFiling.objects.filter(filing=filing).first()
    if online:
        facts |= {f"online.{name}": plain(getattr(online, name)) for name in ANSWERS}
    facts["areas"] = sorted(str(area) for area in filing.areas.all())
    people = {
        kind: {str(row.pk): [row.name, sealed(row)] for row in getattr(filing, kind).all()} for kind in PEOPLE
    }
    papers = {name: getattr(filing, f"{name}_id") for name in PAPERS if getattr(filing, f"{name}_id")}
    return {"facts": facts, "people": people, "papers": papers}


def sealed(person: Any) -> str:
    """Tells that something of a person was written anew without telling what; nothing is read back from it."""
    values = {field.attname: str(getattr(person, field.attname)) for field in person._meta.concrete_fields}
    values.pop("organisation_id", None)
    return salted_hmac("ngo_registry.asked", json.dumps(values, sort_keys=True)).hexdigest()


@dataclass(frozen=True)
class Fact:
    """One fact before and now, line by line; of each line whether the other side lacks it."""

    label: str
    old: str
    new: str

    @property
    def before(self) -> list[tuple[str, bool]]:
        """Lines as they were."""
        return [(line, line not in self.new.splitlines()) for line in self.old.splitlines()]

    @property
    def now(self) -> list[tuple[str, bool]]:
        """Lines as they are."""
        return [(line, line not in self.old.splitlines()) for line in self.new.splitlines()]


@dataclass(frozen=True)
class SinceAsked:
    """What differs from the state in which the completion was asked."""

    at: Any
    facts: list[Fact]
    people: list[tuple[str, str, str]]  # list, name, what happened
    papers: list[tuple[str, str]]  # paper, what happened

    @property
    def anything(self) -> bool:
        """Something has changed."""
        return bool(self.facts or self.people or self.papers)


def since_asked(filing: RegisterFiling) -> SinceAsked | None:
    """Compared with the last request for completion; None when none was made."""
    kept = filing.states_as_asked.last() if filing.completion_asked_at else None
    if kept is None:
        return None
    was, now = kept.state, state_of(filing)
    facts = [
        Fact(label_of(name), shown_of(name, was["facts"].get(name)), shown_of(name, value))
        for name, value in now["facts"].items()
        if (was["facts"].get(name) or None) != (value or None)
    ]
    people = [row for kind in PEOPLE for row in of_people(kind, was["people"][kind], now["people"][kind])]
    papers = [
        (label_of(name), _("replaced by a new file") if name in was["papers"] else _("added"))
        for name, file in now["papers"].items()
        if was["papers"].get(name) != file
    ]
    return SinceAsked(kept.at, facts, people, papers)


def of_people(kind: str, was: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Who came, who went, of whom something was written anew."""
    model = getattr(RegisterFiling, kind).rel.related_model
    title = capfirst(str(model._meta.verbose_name_plural))
    rows = [(title, was[key][0], _("removed")) for key in was if key not in now]
    for key, (name, seal) in now.items():
        if key not in was:
            rows.append((title, name, _("added")))
        elif was[key][1] != seal:
            rows.append((title, name, _("written anew")))
    return rows


def column_of(name: str) -> Any:
    """The column of a fact or of an answer about the statute."""
    model = OnlineFiling if name.startswith("online.") else RegisterFiling
    return model._meta.get_field(name.removeprefix("online."))


def label_of(name: str) -> str:
    """How people call it."""
    return capfirst(str(column_of(name).verbose_name))


def shown_of(name: str, value: Any) -> str:
    """A kept value as a reader sees it."""
    if name in FACTS or name == "areas" or isinstance(value, bool) or value in (None, ""):
        return shown(name, value)
    return str(dict(getattr(column_of(name), "flatchoices", ())).get(value, value))


@dataclass(frozen=True)
class Enclosure:
    """One paper of a filing: the file that counts and those before it."""

    key: str
    title: str
    file: StoredFile
    earlier: list[EarlierPaper]


def enclosures(filing: RegisterFiling) -> list[Enclosure]:
    """Every paper that is there, with consents of guardians; three questions."""
    keys = {name: getattr(filing, f"{name}_id") for name in PAPERS if getattr(filing, f"{name}_id")}
    founders = () if filing.of_party else filing.founders.all()
    consents = [row for row in founders if row.guardian_consent_id]
    files = StoredFile.objects.in_bulk([*keys.values(), *(row.guardian_consent_id for row in consents)])
    earlier = defaultdict(list)
    for row in filing.earlier_papers.select_related("file", "replaced_by"):
        earlier[row.field].append(row)
    rows = [
        Enclosure(name, capfirst(title_of(filing, name)), files[key], earlier[name][::-1])
        for name, key in keys.items()
    ]
    for row in consents:
        title = f"{capfirst(str(row._meta.get_field('guardian_consent').verbose_name))}: {row.name}"
        rows.append(Enclosure(f"consent-{row.pk}", title, files[row.guardian_consent_id], []))
    return rows


def enclosure(filing: RegisterFiling, key: str) -> StoredFile | None:
    """One paper by its name."""
    return next((row.file for row in enclosures(filing) if row.key == key), None)
