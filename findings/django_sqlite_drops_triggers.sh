#!/usr/bin/env bash
# SQLite cannot change a column in place, so Django makes the table anew and drops the old one,
# and with it every trigger it had: no error, no warning, and the migration that did it may be as
# small as a longer title. A new column that may be null is added in place and harms nothing.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python django==5.2.19

seen=$("$python" <<'PYTHON'
import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
django.setup()

from django.db import connection, models


class Post(models.Model):
    id = models.AutoField(primary_key=True)
    title = models.CharField(max_length=100)

    class Meta:
        app_label = "blog"


def migrate(change):
    with connection.schema_editor() as editor:
        change(editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        return cursor.fetchone()[0]


def field(name, made):
    made.set_attributes_from_name(name)
    made.model = Post
    return made


title = Post._meta.get_field("title")
summary = field("summary", models.TextField(null=True))
longer = field("title", models.CharField(max_length=200))
trigger = "CREATE TRIGGER told AFTER INSERT ON blog_post BEGIN SELECT 1; END"
migrate(lambda editor: editor.create_model(Post))
print("triggers", migrate(lambda editor: editor.execute(trigger)))
print("after a column that may be null", migrate(lambda editor: editor.add_field(Post, summary)))
print("after a longer title", migrate(lambda editor: editor.alter_field(Post, title, longer)))
PYTHON
)

tell "On SQLite a migration that alters a field drops the table's triggers without a word." "$seen" \
"triggers 1
after a column that may be null 1
after a longer title 0"
