from django.db import migrations

from blog.catching_up import catch_up


def begin(apps, schema_editor):
    """Have the worker make, in posts that are there already, what is made on saving since now."""
    if apps.get_model("blog", "Post").objects.exists():
        catch_up.enqueue()


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0011_no_files_of_covers_and_header"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
