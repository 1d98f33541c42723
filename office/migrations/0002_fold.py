"""The fold of search in the database (office/scripts_sql.py)."""

from django.db import migrations

from office.scripts_sql import fold_function


class Migration(migrations.Migration):
    """Makes saradnja_fold(text), used by generated columns of the register, calls and awards."""

    dependencies = [("office", "0001_initial")]

    operations = [migrations.RunSQL(fold_function(), "DROP FUNCTION saradnja_fold(text)")]
