"""A remark of the office may point at a section or a question of the application form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two short texts; remarks that are there point at nothing."""

    dependencies = [("grants", "0181_reminder_after_the_term")]

    operations = [
        migrations.AddField(
            model_name="reviewremark",
            name="place",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="place in the form"),
        ),
        migrations.AddField(
            model_name="reviewremark",
            name="place_words",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="what stands there"),
        ),
        migrations.AddConstraint(
            model_name="reviewremark",
            constraint=models.CheckConstraint(
                condition=models.Q(("place", ""), ("place_words", ""))
                | (models.Q(("part", "form")) & ~models.Q(("place", "")) & ~models.Q(("place_words", ""))),
                name="remark_points_into_the_form",
            ),
        ),
    ]
