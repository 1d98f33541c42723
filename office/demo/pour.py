"""COPY of model rows: for the tens of thousands of rows of the large scales, whose keys nobody needs at once."""

from collections.abc import Iterable

from django.db import connection, models


def pour(objects: Iterable[models.Model]) -> None:
    """Write new rows of one model by COPY; defaults and generated columns are the database's."""
    rows = iter(objects)
    first = next(rows, None)
    if first is None:
        return
    meta = first._meta
    fields = [
        field
        for field in meta.concrete_fields
        if not (field.primary_key or field.generated or field.has_db_default())
    ]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {connection.ops.quote_name(meta.db_table)} ({columns}) FROM STDIN") as copy,
    ):
        for row in (first, *rows):
            copy.write_row(
                [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
            )
