from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0015_renditions"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="srcsets",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
