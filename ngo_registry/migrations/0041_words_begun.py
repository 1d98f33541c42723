"""Mistyped words that were only begun, numbers as people write them (ngo_registry/lookup_sql.py)."""

from django.db import migrations, models

from ngo_registry.lookup_sql import BEGINNINGS, VARIANTS


class Migration(migrations.Migration):

    dependencies = [
        ('ngo_registry', '0040_quick_fold'),
    ]

    operations = [
        migrations.RunSQL(f'{VARIANTS};{BEGINNINGS}', 'DROP FUNCTION saradnja_beginnings(text)'),
        migrations.RemoveIndex(
            model_name='organisation',
            name='organisation_by_entry',
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(models.OrderBy(models.F('registered_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='organisation_by_day'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(models.Func(models.F('number'), template="replace(saradnja_fold(%(expressions)s), ' ', '')", arg_joiner=" || ' ' || "), name='organisation_plain_number'),
        ),
    ]
