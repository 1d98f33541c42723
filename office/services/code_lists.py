"""Code lists: municipalities and areas of public interest, brought to what their files say."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

from office.audit import record
from office.jurisdiction import Jurisdiction
from office.models import Area, Municipality
from office.scripts import sort_key
from office.service import service

FOLDER = Path(__file__).resolve().parent.parent / "data"


def rows_of(file: str) -> list[dict[str, str]]:
    """Rows of a code list file; ValueError names the file and the first line that is not whole."""
    path = FOLDER / file
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = []
        for row in reader:
            if None in row or None in row.values() or not row["code"] or not row["name"]:
                raise ValueError(f"{file}, line {reader.line_num}: a code and a name are expected.")
            rows.append(row)
    return rows


@service
def load_code_lists(*, office: Jurisdiction, by: Any) -> dict[str, int]:
    """Add what is new, correct what changed and end what the files no longer name; nothing is deleted."""
    municipalities = [_municipality(row) for row in rows_of(office.municipalities)]
    areas = [_area(row) for row in rows_of(office.areas)]
    return {
        "municipalities": _bring(Municipality, municipalities, by),
        "areas": _bring(Area, areas, by),
    }


def _municipality(row: dict[str, str]) -> dict[str, Any]:
    numbers = {key: int(row[key]) if row[key] else None for key in ("population", "tile_col", "tile_row")}
    texts = {key: row[key] for key in ("code", "name", "name_cyrillic", "region")}
    return {**texts, **numbers, "sort_key": sort_key(row["name"])}


def _area(row: dict[str, str]) -> dict[str, Any]:
    texts = {key: row[key] for key in ("code", "name", "name_cyrillic", "name_en", "law")}
    return {**texts, "in_law": row["in_law"] == "yes", "order": int(row["order"])}


def _bring(model: type[models.Model], rows: Iterable[dict[str, Any]], by: Any) -> int:
    """Bring one list to its file; gives the number of rows added, changed or ended."""
    stored = {each.code: each for each in model._default_manager.select_for_update()}
    changed = 0
    for row in rows:
        each = stored.pop(row["code"], None) or model()
        row = {**row, "valid_until": None}
        if any(getattr(each, key) != value for key, value in row.items()):
            for key, value in row.items():
                setattr(each, key, value)
            changed += 1
            each.save()
            record("code_list.kept", each, by=by, data=row)
    today = timezone.localdate()
    for each in stored.values():
        if each.valid_until is None:
            each.valid_until = today
            changed += 1
            each.save(update_fields=["valid_until"])
            record("code_list.ended", each, by=by, data={"valid_until": today})
    return changed
