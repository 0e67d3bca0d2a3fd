from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0014_index_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="failure",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="reason"
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="renditions",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="picture",
            name="state",
            field=models.CharField(
                choices=[("waiting", "Waiting"), ("ready", "Ready"), ("failed", "Failed")],
                default="waiting",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="tone",
            field=models.CharField(blank=True, editable=False, max_length=20),
        ),
        migrations.AddField(
            model_name="picture",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
