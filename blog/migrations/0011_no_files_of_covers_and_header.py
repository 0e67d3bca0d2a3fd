from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0010_rows_for_covers_and_header")]

    operations = [
        migrations.RemoveField("post", "cover_file"),
        migrations.RemoveField("post", "cover_width"),
        migrations.RemoveField("post", "cover_height"),
        migrations.RemoveField("sitesettings", "header_file"),
        migrations.RemoveField("sitesettings", "header_width"),
        migrations.RemoveField("sitesettings", "header_height"),
    ]
