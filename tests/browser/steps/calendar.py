"""What a test cannot wait for: the only place where a journey touches the database."""

import datetime

from django.db import models


def days_pass(days: int, *rows: models.Model) -> None:
    """These rows grow older by so many days: every moment and day of theirs moves back, so terms run out."""
    ago = datetime.timedelta(days=days)
    for row in rows:
        row.refresh_from_db()
        moved = {
            field.name: value - ago
            for field in row._meta.concrete_fields
            if isinstance(field, models.DateField) and (value := getattr(row, field.name))
        }
        type(row)._base_manager.filter(pk=row.pk).update(**moved)
