from itertools import islice

from django.db import migrations

from blog.search_index.document import documents_of
from blog.search_index.engine import engine

BATCH = 100


def index(apps, schema_editor):
    """Index the posts that were there before the index was."""
    posts = apps.get_model("blog", "Post").objects.order_by("pk")
    pks = iter(posts.values_list("pk", flat=True).iterator())
    while batch := list(islice(pks, BATCH)):
        engine().write(documents_of(posts.filter(pk__in=batch)))


class Migration(migrations.Migration):
    dependencies = [("blog", "0013_search_index")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
