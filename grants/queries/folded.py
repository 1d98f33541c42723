"""Small lists of one row brought along inside its own statement, and made rows of their models again."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DecimalField, F, Model, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, JSONObject


def folded(rows: QuerySet[Any], *names: str, **nested: Any) -> ArraySubquery:
    """The rows as a list of objects with these columns; sums and points as text, so that no digit is lost."""
    columns: dict[str, Any] = {name: column(rows.model, name) for name in names}
    return ArraySubquery(rows.values(row=JSONObject(**columns, **nested)))


def counted(rows: QuerySet[Any]) -> Subquery:
    """How many rows a list of the row has, as a number that comes along; nothing for none."""
    return Subquery(rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n"))


def column(model: type[Model], path: str) -> Any:
    """A column, of the row or of a row it points at (path with __)."""
    *way, name = path.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model
    field = model._meta.get_field(name)
    return Cast(F(path), TextField()) if isinstance(field, DecimalField) else F(path)


def unfolded(model: type[Model], facts: dict[str, Any] | None) -> Any:
    """A row of the model with the columns that came along, and the rows it points at."""
    if facts is None:
        return None
    made, inside = model(), {}
    for path, value in facts.items():
        name, _sep, rest = path.partition("__")
        if rest:
            inside.setdefault(name, {})[rest] = value
        else:
            field = model._meta.get_field(name)
            setattr(made, field.attname, field.to_python(value))
    for name, its in inside.items():
        there = any(value is not None for value in its.values())
        setattr(made, name, unfolded(model._meta.get_field(name).related_model, its) if there else None)
    made._state.adding = False
    return made


def put(row: Model, relation: str, made: Iterable[Any]) -> None:
    """The rows as those of a relation that is read already."""
    rows = getattr(row, relation).all()
    rows._result_cache, rows._prefetch_done = list(made), True
    cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[relation] = rows
