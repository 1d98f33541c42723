"""The variants of the words that are there already, with their beginnings."""

from django.db import migrations

from ngo_registry.lookup_sql import KEPT_VARIANTS


class Migration(migrations.Migration):

    dependencies = [
        ('ngo_registry', '0041_words_begun'),
    ]

    operations = [
        migrations.RunSQL(f'UPDATE ngo_registry_searchword SET variants = {KEPT_VARIANTS}', migrations.RunSQL.noop),
    ]
