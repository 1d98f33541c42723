"""What a test cannot wait for: the only place where a journey touches the database."""

import datetime

from django.db import models


def days_pass(days: int, *rows: models.Model) -> None:
    """These rows grow older by so many days: their moments and terms move back; what people wrote stays.

    A term that would end on a day off ends later: a journey lets eight days more pass than the term has.
    """
    ago = datetime.timedelta(days=days)
    for row in rows:
        row.refresh_from_db()
        moved = {
            field.name: value - ago
            for field in row._meta.concrete_fields
            if isinstance(field, models.DateTimeField) or field.name.endswith("due")
            if (value := getattr(row, field.name))
        }
        type(row)._base_manager.filter(pk=row.pk).update(**moved)
