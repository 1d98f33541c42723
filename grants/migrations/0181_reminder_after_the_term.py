"""A reminder may also be of a term that has passed: minus one day before it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Numbers below zero too."""

    dependencies = [("grants", "0173_form_is_a_part_of_a_call")]

    operations = [
        migrations.AlterField(
            model_name="sheetreminder",
            name="days_before",
            field=models.SmallIntegerField(verbose_name="days before the term"),
        ),
    ]
