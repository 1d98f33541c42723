"""Words of the search, counts of the filters, first letters of names."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


from ngo_registry.lookup_sql import DROP, INITIALS, VARIANTS


class Migration(migrations.Migration):

    dependencies = [
        ('ngo_registry', '0004_changes_and_letters'),
        ('office', '0003_audit_seals_by_transaction'),
    ]

    operations = [
        migrations.RunSQL(f'{INITIALS};{VARIANTS}', DROP),
        migrations.CreateModel(
            name='RegisterCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24, verbose_name='kind')),
                ('status', models.CharField(max_length=16, verbose_name='status')),
                ('rows', models.PositiveIntegerField(verbose_name='organisations')),
            ],
            options={
                'verbose_name': 'count of the register',
                'verbose_name_plural': 'counts of the register',
            },
        ),
        migrations.CreateModel(
            name='SearchRefresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='changes taken in until')),
                ('whole_at', models.DateTimeField(verbose_name='made anew at')),
            ],
            options={
                'verbose_name': 'refresh of the search',
                'verbose_name_plural': 'refreshes of the search',
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='word')),
                ('rows', models.PositiveIntegerField(verbose_name='organisations with it')),
                ('variants', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None, verbose_name='the word with one letter left out')),
            ],
            options={
                'verbose_name': 'word of the search',
                'verbose_name_plural': 'words of the search',
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='initials',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), models.F('short_name'), arg_joiner='), saradnja_fold(', template="to_tsvector('simple'::regconfig, saradnja_initials(saradnja_fold(%(expressions)s)))"), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(fields=['initials'], name='organisation_initials'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['-changed_at', '-id'], name='organisation_by_change'),
        ),
        migrations.AddField(
            model_name='registercount',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.area'),
        ),
        migrations.AddField(
            model_name='registercount',
            name='municipality',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.municipality'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=django.contrib.postgres.indexes.GinIndex(fields=['variants'], name='search_word_variants'),
        ),
        migrations.AddConstraint(
            model_name='registercount',
            constraint=models.UniqueConstraint(fields=('kind', 'status', 'municipality', 'area'), name='one_register_count_per_group', nulls_distinct=False),
        ),
    ]
