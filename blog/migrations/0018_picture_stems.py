from django.db import migrations


def write_stems(apps, schema_editor):
    """Write down how the renditions that are there are called."""
    pictures = apps.get_model("blog", "Picture").objects.exclude(renditions=[])
    for picture in pictures.only("renditions").iterator():
        picture.stem = picture.renditions[0]["name"].rpartition("-")[0]
        picture.save(update_fields=["stem"])


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0017_picture_stem"),
    ]

    operations = [
        migrations.RunPython(write_stems, migrations.RunPython.noop, elidable=True),
    ]
