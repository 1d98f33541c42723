"""The fold of search, the same letters in a quarter of the time (office/scripts_sql.py); nothing is rebuilt."""

from django.db import migrations

from ngo_registry.lookup_sql import INITIALS
from office.scripts_sql import fold_function


class Migration(migrations.Migration):

    dependencies = [
        ('ngo_registry', '0030_public_record'),
        ('office', '0003_audit_seals_by_transaction'),
    ]

    operations = [
        migrations.RunSQL(f'{fold_function()};{INITIALS}', migrations.RunSQL.noop),
    ]
