"""The triggers that keep the counted rows of `blog.models.counts`, in the transaction of a change.

A trigger hears every way of changing a row: the admin, `QuerySet.update`, a raw import. They are
removed before migrations, since SQLite alters a table by copying it, and made anew after them, when
all is counted once again if anything lacks, or has changed unheard.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from itertools import product
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, Func, Max, OuterRef, Subquery
from django.db.models.functions import Greatest, Substr
from django.utils import timezone

from blog.models import LabelCount, LabelledPost, MonthCount, Post, SitemapMonth

PREFIX = "count_"
YEARS = range(1990, 2070)
"""Whose months are counted on writing. Posts of others are counted on reading."""

TABLES = [
    *("blog_monthcount", "blog_sitemapmonth", "blog_labelledpost", "blog_labelcount"),
    *("blog_post", "blog_post_labels"),
]

COUNT_MONTH = """
    UPDATE blog_monthcount SET posts = posts {by} WHERE begins <= {row}.published_at AND id =
    (SELECT id FROM blog_monthcount WHERE ends > {row}.published_at ORDER BY ends LIMIT 1)
"""
COUNT = COUNT_MONTH.format(by="+ 1", row="NEW")
DISCOUNT = COUNT_MONTH.format(by="- 1", row="OLD")
NEW_ADDRESS = """
    INSERT INTO blog_sitemapmonth (name, posts, changed_at)
    SELECT substr(NEW.path, 1, 7), 0, NEW.updated_at
    WHERE NEW.published_at IS NOT NULL AND NEW.path IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM blog_sitemapmonth WHERE name = substr(NEW.path, 1, 7))
"""
COUNT_ADDRESS = """
    UPDATE blog_sitemapmonth SET posts = posts {by}
    WHERE name = substr({row}.path, 1, 7) AND {row}.published_at IS NOT NULL
"""
DATE_ADDRESS = """
    UPDATE blog_sitemapmonth SET changed_at = NEW.{date}
    WHERE name = substr(NEW.path, 1, 7) AND changed_at < NEW.{date}
"""
ADDRESS = [
    NEW_ADDRESS,
    COUNT_ADDRESS.format(by="+ 1", row="NEW"),
    DATE_ADDRESS.format(date="updated_at"),
    DATE_ADDRESS.format(date="published_at"),
]
UNADDRESS = COUNT_ADDRESS.format(by="- 1", row="OLD")
FILE_POST = """
    INSERT INTO blog_labelledpost (label_id, post_id, published_at)
    SELECT label_id, NEW.id, NEW.published_at FROM blog_post_labels
    WHERE post_id = NEW.id AND NEW.published_at IS NOT NULL
"""
UNFILE_POST = "DELETE FROM blog_labelledpost WHERE post_id = OLD.id"
FILE = """
    INSERT INTO blog_labelledpost (label_id, post_id, published_at)
    SELECT NEW.label_id, id, published_at FROM blog_post
    WHERE id = NEW.post_id AND published_at IS NOT NULL
"""
UNFILE = "DELETE FROM blog_labelledpost WHERE post_id = OLD.post_id AND label_id = OLD.label_id"
NEW_LABEL = """
    INSERT INTO blog_labelcount (label_id, posts) SELECT NEW.label_id, 0
    WHERE NOT EXISTS (SELECT 1 FROM blog_labelcount WHERE label_id = NEW.label_id)
"""
COUNT_LABEL = "UPDATE blog_labelcount SET posts = posts + 1 WHERE label_id = NEW.label_id"
DISCOUNT_LABEL = "UPDATE blog_labelcount SET posts = posts - 1 WHERE label_id = OLD.label_id"

TRIGGERS = {
    ("blog_post", "INSERT"): [COUNT, *ADDRESS],
    ("blog_post", "UPDATE"): [DISCOUNT, COUNT, UNFILE_POST, FILE_POST, UNADDRESS, *ADDRESS],
    ("blog_post", "DELETE"): [DISCOUNT, UNFILE_POST, UNADDRESS],
    ("blog_post_labels", "INSERT"): [FILE],
    ("blog_post_labels", "UPDATE"): [UNFILE, FILE],
    ("blog_post_labels", "DELETE"): [UNFILE],
    ("blog_labelledpost", "INSERT"): [NEW_LABEL, COUNT_LABEL],
    ("blog_labelledpost", "DELETE"): [DISCOUNT_LABEL],
}
"""What is done, by table and event. Where a date is null, no month is found."""

TOLD_BY = {"blog_post": ("published_at", "path", "updated_at")}
"""The columns that what is counted hangs on; of other tables, all."""

FILED = {"blog_labelledpost"}
"""Whose triggers are not there while all is filed anew: PostgreSQL keeps each version of a row that
a transaction writes, and would go through all that it has counted up a label by."""

DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


def install(using: str = "default", plan: Any = None, **_: Any) -> None:
    """Make the triggers, and count what they have missed; while tables lack, neither."""
    database = connections[using]
    with transaction.atomic(using), database.cursor() as cursor:
        if set(TABLES) - set(database.introspection.table_names(cursor)):
            return
        anew = bool(plan) or not are_there(using)
        _drop(database, cursor, FILED)
        _make(database, cursor, set(TABLES) - FILED)  # from here on nobody else writes to these
        count(anew=anew)
        _make(database, cursor, FILED)


def remove(using: str = "default", plan: Any = None, **_: Any) -> None:
    """Take the triggers out of a migration's way, if there is one to do."""
    database = connections[using]
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor)) if plan else set()
        _drop(database, cursor, tables)


def are_there(using: str = "default") -> bool:
    """Return whether all triggers are there, so that nothing changes unheard."""
    database = connections[using]
    column, table = "name", "sqlite_master"
    if database.vendor == "postgresql":
        column, table = "tgname", "pg_trigger"
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608 - names of our own
        return {name for (name,) in cursor.fetchall()} >= {_name(*event) for event in TRIGGERS}


def _drop(database: BaseDatabaseWrapper, cursor: CursorWrapper, tables: Collection[str]) -> None:
    for table, event in TRIGGERS:
        if table in tables:
            on_table = f" ON {table}" if database.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on_table}")


def _make(database: BaseDatabaseWrapper, cursor: CursorWrapper, tables: Collection[str]) -> None:
    for (table, event), statements in TRIGGERS.items():
        for statement in _made(database, table, event, "; ".join(statements)):
            if table in tables:
                cursor.execute(statement)


def _made(database: BaseDatabaseWrapper, table: str, event: str, body: str) -> Iterator[str]:
    """Return the SQL of a trigger; making it again changes nothing."""
    name = _name(table, event)
    told_by = TOLD_BY.get(table, ()) if event == "UPDATE" else ()
    changed = [f"OLD.{column} {DIFFERS[database.vendor]} NEW.{column}" for column in told_by]
    when = f"WHEN ({' OR '.join(changed)})" if changed else ""
    if database.vendor == "sqlite":
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {body}; END"
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"{body}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
    )


def _name(table: str, event: str) -> str:
    return f"{PREFIX}{table}_{event.lower()}"


# Counting what was there before.


def count(*, anew: bool) -> None:
    """Count all posts; unless anew, only where it has not been done for this zone, or at all."""
    if anew or not MonthCount.objects.filter(zone=settings.TIME_ZONE).exists():
        MonthCount.objects.all().delete()
        MonthCount.objects.bulk_create(_calendar())
        _count_months()
    if anew or (not LabelledPost.objects.exists() and Post.labels.through.objects.exists()):
        _file_all()
    if anew or (not SitemapMonth.objects.exists() and Post.objects.exists()):
        SitemapMonth.objects.all().delete()
        SitemapMonth.objects.bulk_create(_address_months())


def _calendar() -> list[MonthCount]:
    firsts = [date(year, month, 1) for year, month in product(YEARS, range(1, 13))]
    ends = [*firsts[1:], date(YEARS.stop, 1, 1)]
    return [
        MonthCount(zone=settings.TIME_ZONE, first=first, begins=midnight(first), ends=midnight(end))
        for first, end in zip(firsts, ends, strict=True)
    ]


def _count_months() -> None:
    dated = Post.objects.filter(
        published_at__gte=OuterRef("begins"), published_at__lt=OuterRef("ends")
    )
    number = dated.order_by().values(number=Func("pk", function="COUNT"))
    MonthCount.objects.update(posts=Subquery(number))


def _address_months() -> Iterator[SitemapMonth]:
    dated = Post.objects.exclude(published_at=None).exclude(path=None).order_by()
    months = dated.annotate(month=Substr("path", 1, 7)).values_list("month")
    changed_at = Greatest(Max("updated_at"), Max("published_at"))
    return (SitemapMonth(*row) for row in months.annotate(Count("pk"), changed_at=changed_at))


def _file_all() -> None:
    """Put every dated post under its labels, and count them."""
    LabelledPost.objects.all().delete()
    LabelCount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO blog_labelledpost (label_id, post_id, published_at) "
            "SELECT label_id, post_id, published_at FROM blog_post_labels "
            "JOIN blog_post ON blog_post.id = post_id WHERE published_at IS NOT NULL"
        )
    filed = LabelledPost.objects.values_list("label").annotate(Count("pk"))
    LabelCount.objects.bulk_create(LabelCount(label_id=label, posts=n) for label, n in filed)


def midnight(day: date) -> datetime:
    """Return the moment when a day begins in the site's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
