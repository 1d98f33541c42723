"""Equals of lists made before: their first common position is their place."""

from django.db import migrations
from django.db.models import F


def forwards(apps, schema_editor):
    rows = apps.get_model("grants", "RankingRow").objects
    rows.filter(tied=True, tie_from__isnull=True).update(tie_from=F("place"))


class Migration(migrations.Migration):

    dependencies = [("grants", "0201_ties_draw_codes_call_changes")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=False)]
