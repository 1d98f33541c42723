"""What a signed sheet says of its certificate; variants, sums and sheets of acts that no longer hold."""

import django.db.models.deletion
import grants.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0202_equals_know_their_position'),
    ]

    operations = [
        migrations.AddField(
            model_name='pastdecision',
            name='allocation',
            field=models.TextField(blank=True, verbose_name='the chosen variant as plain text'),
        ),
        migrations.AddField(
            model_name='pastdecisionrow',
            name='final',
            field=grants.models.fields.PointsField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='final points'),
        ),
        migrations.AddField(
            model_name='pastdecisionrow',
            name='place',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place'),
        ),
        migrations.AddField(
            model_name='signedsheet',
            name='qualified',
            field=models.BooleanField(blank=True, null=True, verbose_name='the certificate says that it is qualified'),
        ),
        migrations.AlterField(
            model_name='pastdecision',
            name='mode',
            field=models.CharField(choices=[('full', 'full sum until spent'), ('floor_share', 'the least share to all'), ('proportional', 'the same share to all'), ('by_hand', 'by hand, each sum with its reason')], max_length=12, verbose_name='mode'),
        ),
        migrations.CreateModel(
            name='PastVariant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name of the variant')),
                ('mode', models.CharField(choices=[('full', 'full sum until spent'), ('floor_share', 'the least share to all'), ('proportional', 'the same share to all'), ('by_hand', 'by hand, each sum with its reason')], max_length=12, verbose_name='mode')),
                ('money', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='money')),
                ('allocated', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='allocated')),
                ('unallocated', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='unallocated')),
                ('chosen', models.BooleanField(default=False, verbose_name='chosen')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('text', models.TextField(verbose_name='terms and sums as plain text')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='variants', to='grants.pastranking')),
            ],
            options={
                'verbose_name': 'variant of an earlier ranking list',
                'verbose_name_plural': 'variants of earlier ranking lists',
                'ordering': ['ranking', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PastSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveSmallIntegerField(verbose_name='place')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='name of the scorer, where it was published')),
                ('total', grants.models.fields.PointsField(decimal_places=2, max_digits=6, verbose_name='total')),
                ('comment', models.TextField(blank=True, verbose_name='general comment')),
                ('lines', models.JSONField(default=list, verbose_name='points with reasons')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_sheets', to='grants.application')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='grants.pastdecision')),
            ],
            options={
                'verbose_name': 'sheet of an annulled decision',
                'verbose_name_plural': 'sheets of annulled decisions',
                'ordering': ['decision', 'application', 'slot'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'application', 'slot'), name='past_sheet_in_its_place')],
            },
        ),
    ]
