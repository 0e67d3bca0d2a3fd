import django.db.models.deletion
from django.db import migrations, models

TABLES = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE blog_search USING fts5(
            title, labels, author, body, text UNINDEXED, tokenize = "ascii tokenchars '#@*'"
        )
        """,
    ],
    "postgresql": [
        # Up to a page's size the words stay in the row and uncompressed: ranking reads many.
        """
        CREATE TABLE blog_search (
            rowid bigint PRIMARY KEY REFERENCES blog_post (id) DEFERRABLE INITIALLY DEFERRED,
            head tsvector NOT NULL,
            words tsvector NOT NULL,
            text text NOT NULL
        ) WITH (toast_tuple_target = 8160)
        """,
        "ALTER TABLE blog_search ALTER COLUMN words SET STORAGE MAIN",
        "CREATE INDEX blog_search_head ON blog_search USING gin (head) WITH (fastupdate = off)",
        "CREATE INDEX blog_search_words ON blog_search USING gin (words) WITH (fastupdate = off)",
    ],
}


def create(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE blog_search")


class Migration(migrations.Migration):
    dependencies = [("blog", "0012_catch_up")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[
                        (
                            "post",
                            models.OneToOneField(
                                db_column="rowid",
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="search_entry",
                                serialize=False,
                                to="blog.post",
                            ),
                        ),
                    ],
                    options={"db_table": "blog_search"},
                ),
            ],
        ),
    ]
