"""Stores sums by adding to those that are there, so that workers need not know of each other.

The SQL is written out since the ORM can't add to a row on conflict.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from blog.models import Post
from blog.models.statistics import DayViews, FeedReader, PageKind, PostViews, Referral
from blog.statistics.visit_counter import VisitCounter

MAX_HOSTS = 1_000
MAX_READERS = 300
"""Of a day: of what exceeds them, hosts are added up under no name, and readers left out."""

BATCH = 500
ADDED = "{table}.{value} + excluded.{value}"
GREATEST = (
    "CASE WHEN excluded.{value} > {table}.{value} THEN excluded.{value} ELSE {table}.{value} END"
)


@transaction.atomic
def store(counter: VisitCounter) -> None:
    """Add what was counted to the stored sums, all of it or, where the database fails, nothing.

    Raises:
        django.db.Error: if the database is away or busy for too long.

    """
    views = _by_post(counter.posts)
    kinds = counter.kinds.copy()
    for (day, _post), times in views.items():
        kinds[day, str(PageKind.POST)] += times
    hosts = _limited_hosts(counter.hosts)
    readers = _limited_readers(counter.readers)
    _upsert(DayViews, ["day", "kind", "views"], _rows(kinds))
    _upsert(PostViews, ["day", "post_id", "views"], _rows(views))
    _upsert(Referral, ["day", "host", "views"], _rows(hosts))
    _upsert(
        FeedReader, ["day", "key", "subscribers", "name"], readers, value="subscribers", by=GREATEST
    )


def _by_post(views: Mapping[tuple[date, str], int]) -> Counter[tuple[date, int]]:
    """Return views by day and live post; other paths than those of such posts are left out."""
    paths = sorted({path for _day, path in views})
    posts: dict[str | None, int] = {}
    for start in range(0, len(paths), BATCH):
        live = Post.objects.published().filter(path__in=paths[start : start + BATCH])
        posts |= dict(live.order_by().values_list("path", "pk"))
    sums: Counter[tuple[date, int]] = Counter()
    for (day, path), times in views.items():
        if path in posts:
            sums[day, posts[path]] += times
    return sums


def _limited_hosts(hosts: Mapping[tuple[date, str], int]) -> Counter[tuple[date, str]]:
    """Return views of the hosts that a day has room for, and of the others under no name."""
    kept = _within_limit(Referral, "host", hosts, limit=MAX_HOSTS)
    sums: Counter[tuple[date, str]] = Counter()
    for (day, host), times in hosts.items():
        sums[day, host if (day, host) in kept else ""] += times
    return sums


def _limited_readers(readers: Mapping[tuple[date, str], tuple[str, int]]) -> list[tuple[Any, ...]]:
    kept = _within_limit(FeedReader, "key", readers, limit=MAX_READERS)
    return [(*key, number, name) for key, (name, number) in sorted(readers.items()) if key in kept]


def _within_limit(
    model: type[models.Model], name: str, keys: Iterable[tuple[date, str]], *, limit: int
) -> set[tuple[date, str]]:
    """Return those keys that are stored already, and of the new ones as many as a day may have."""
    in_order = sorted(keys)
    kept = set()
    for day in {day for day, _name in in_order}:
        known = set(
            model._default_manager.filter(day=day)
            .order_by()
            .values_list(name, flat=True)[: 2 * limit]
        )
        mine = [key for of_day, key in in_order if of_day == day]
        new = [key for key in mine if key not in known][: max(limit - len(known), 0)]
        kept |= {(day, key) for key in [*new, *known.intersection(mine)]}
    return kept


def _rows(sums: Mapping[tuple[date, Any], int]) -> list[tuple[Any, ...]]:
    """Return sums as rows, in an order that all workers keep to: so there are no deadlocks."""
    return [(*key, times) for key, times in sorted(sums.items())]


def _upsert(
    model: type[models.Model],
    columns: list[str],
    rows: list[tuple[Any, ...]],
    *,
    value: str = "views",
    by: str = ADDED,
) -> None:
    """Insert rows, whose first two columns are their key; where they are there, change `value`."""
    if not rows:
        return
    table = model._meta.db_table
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - names of our own
        f"VALUES ({', '.join(['%s'] * len(columns))}) "
        f"ON CONFLICT ({columns[0]}, {columns[1]}) "
        f"DO UPDATE SET {value} = {by.format(table=table, value=value)}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_adapted(row) for row in rows])


def _adapted(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (connection.ops.adapt_datefield_value(row[0]), *row[1:])
