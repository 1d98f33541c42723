"""COPY of model rows, for the tens of thousands of rows of the large scales."""

from collections.abc import Iterable, Sequence

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


def pour_over(objects: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write some fields of many known rows: COPY beside the table, then one UPDATE from there."""
    if not objects:
        return
    meta, quote = objects[0]._meta, connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    table, key = quote(meta.db_table), quote(meta.pk.column)
    columns = [quote(field.column) for field in fields]
    listed = ", ".join([key, *columns])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE poured AS SELECT {listed} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY poured ({listed}) FROM STDIN") as copy:
            for row in objects:
                values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
                copy.write_row([row.pk, *values])
        cursor.execute("ANALYZE poured")
        sets = ", ".join(f"{column} = poured.{column}" for column in columns)
        cursor.execute(f"UPDATE {table} SET {sets} FROM poured WHERE {table}.{key} = poured.{key}")
        cursor.execute("DROP TABLE poured")
