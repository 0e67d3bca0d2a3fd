"""Stores sums by adding them to what is there, so that workers need not know of each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, models, transaction

from blog.models import Post
from blog.models.statistics import DayViews, FeedReader, PageKind, PostViews, Referral
from blog.statistics.tally import Tally

MAX_HOSTS = 1_000
MAX_READERS = 300
"""Of a day: what comes when there are as many is added up without its name, or left out."""

AT_ONCE = 500
ADDED = "{table}.{value} + excluded.{value}"
GREATEST = (
    "CASE WHEN excluded.{value} > {table}.{value} THEN excluded.{value} ELSE {table}.{value} END"
)


@transaction.atomic
def store(tally: Tally) -> None:
    """Add a tally to the stored sums, all of it or, where the database fails, nothing.

    Raises:
        django.db.Error: if the database is away or busy for too long.

    """
    views = _by_post(tally.posts)
    kinds = tally.kinds.copy()
    for (day, _post), times in views.items():
        kinds[day, str(PageKind.POST)] += times
    hosts = _with_names_for_some(tally.hosts)
    readers = _some_readers(tally.readers)
    _upsert(DayViews, ["day", "kind", "views"], _rows(kinds))
    _upsert(PostViews, ["day", "post_id", "views"], _rows(views))
    _upsert(Referral, ["day", "host", "views"], _rows(hosts))
    _upsert(
        FeedReader, ["day", "key", "subscribers", "name"], readers, value="subscribers", by=GREATEST
    )


def _by_post(views: Mapping[tuple[date, str], int]) -> Counter[tuple[date, int]]:
    """Know the live posts by their paths; what is no such post's was seen by no reader."""
    paths = sorted({path for _day, path in views})
    posts: dict[str | None, int] = {}
    for start in range(0, len(paths), AT_ONCE):
        live = Post.objects.published().filter(path__in=paths[start : start + AT_ONCE])
        posts |= dict(live.order_by().values_list("path", "pk"))
    sums: Counter[tuple[date, int]] = Counter()
    for (day, path), times in views.items():
        if path in posts:
            sums[day, posts[path]] += times
    return sums


def _with_names_for_some(hosts: Mapping[tuple[date, str], int]) -> Counter[tuple[date, str]]:
    """Keep the hosts that a day has room for, and add the others up under none."""
    room = _room(Referral, "host", hosts, most=MAX_HOSTS)
    sums: Counter[tuple[date, str]] = Counter()
    for (day, host), times in hosts.items():
        sums[day, host if (day, host) in room else ""] += times
    return sums


def _some_readers(readers: Mapping[tuple[date, str], tuple[str, int]]) -> list[tuple[Any, ...]]:
    room = _room(FeedReader, "key", readers, most=MAX_READERS)
    return [(*key, number, name) for key, (name, number) in sorted(readers.items()) if key in room]


def _room(
    model: type[models.Model], name: str, keys: Iterable[tuple[date, str]], *, most: int
) -> set[tuple[date, str]]:
    """Return those keys that are stored already, and of the new ones as many as a day may have."""
    wanted = sorted(keys)
    kept = set()
    for day in {day for day, _name in wanted}:
        known = set(
            model._default_manager.filter(day=day)
            .order_by()
            .values_list(name, flat=True)[: 2 * most]
        )
        mine = [key for of_day, key in wanted if of_day == day]
        new = [key for key in mine if key not in known][: max(most - len(known), 0)]
        kept |= {(day, key) for key in [*new, *known.intersection(mine)]}
    return kept


def _rows(sums: Mapping[tuple[date, Any], int]) -> list[tuple[Any, ...]]:
    """Put them in an order that all workers keep to, so that none waits for another in a circle."""
    return [(*key, times) for key, times in sorted(sums.items())]


def _upsert(
    model: type[models.Model],
    columns: list[str],
    rows: list[tuple[Any, ...]],
    *,
    value: str = "views",
    by: str = ADDED,
) -> None:
    """Insert rows, whose first two columns are their key, or change the value of what is there."""
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
