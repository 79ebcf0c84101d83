"""Remember the keys of forms about clients: one empty table; the way back drops it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0001_privacy_ledger'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentClientForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=64, verbose_name='key')),
                ('person', models.BigIntegerField(default=0, editable=False, verbose_name='account')),
                ('page', models.CharField(editable=False, max_length=100, verbose_name='page')),
                ('said', models.CharField(editable=False, max_length=64, verbose_name='digest')),
                ('answer', models.TextField(default='', editable=False, verbose_name='answer')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
            ],
            options={
                'verbose_name': 'sent form about a client',
                'verbose_name_plural': 'sent forms about clients',
                'ordering': ('-pk',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('key', 'person'), name='client_sent_once')],
            },
        ),
    ]
