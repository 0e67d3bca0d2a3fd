"""The edition: the number of the last change to what readers see, and what each change moved.

It stands in the database and moves in the same transaction as any change to a public page, by the
triggers of `pagecache.triggers`, which write down too which tags moved with it. Each process that
serves pages asks for the number twenty times a second, on a connection and a thread of its own, and
for the tags when it has moved: so a cached page is served without asking anything, and is never
older than that moment. Whoever has missed too much of what moved takes everything for changed.

A scheduled post changes what readers see when no row changes: when its time has come by a process's
own clock, that process moves what the post shows on, unless it has seen the edition move since
then. In the same way everything moves once a week: comments' forms in pages are good for two.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Min
from django.utils import timezone

from blog.models import Page, Post
from database.raw_sql import fetch_rows
from pagecache.rules import EVERYWHERE
from pagecache.triggers import move, move_all, tags_of_rows
from web.page_tags import Moved

NEVER = datetime.max.replace(tzinfo=UTC)
EPOCH = datetime.fromtimestamp(0, UTC)
KINDS = (Post, Page)
DATED = "sitemap"
"""A tag that moves whenever a post or a page is dated otherwise."""

PAUSE = 0.05  # seconds between two looks
PAUSE_WITHOUT_DATABASE = 0.5
TIMEOUT = 5.0  # seconds for the first look
MAX_AGE = timedelta(days=7)  # half of what a comment's form in a page is good for
MAX_MOVES = 10_000
"""Moves that are remembered in the database, at least."""

MOVED_SINCE = "SELECT number, tag FROM pagecache_move WHERE number >= %s ORDER BY number"
FORGET_MOVES = """
    DELETE FROM pagecache_move WHERE number <
    (SELECT number FROM pagecache_move ORDER BY number DESC LIMIT 1 OFFSET %s)
"""

Listener = Callable[[int, Moved | None], None]

logger = logging.getLogger(__name__)


class Watch:
    """The edition as this process knows it; the last one known, while the database is away.

    `number` is none as long as the database has never answered, and 0 while nothing would move it,
    since its triggers are out of the way of a migration: then nothing may be kept.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self._answers = True
        self._due = NEVER
        self._looked_at: datetime | None = None
        """When the last look began, by this process's clock."""

        self._listeners: list[Listener] = []
        self._looked = threading.Event()

    def on_move(self, listener: Listener) -> None:
        """Have a function called with each new number and with what moved since the one before.

        None stands for everything. It is called in the thread that watches.
        """
        self._listeners.append(listener)

    def start(self, known: int = 0) -> None:
        """Watch in the background, in the process that serves, and wait for the first look.

        What is kept from before is of a `known` edition.
        """
        self.number = self.number or known or None
        threading.Thread(target=self._watch, name="edition", daemon=True).start()
        self._looked.wait(TIMEOUT)

    def look(self) -> None:
        """Ask the database now."""
        now, number = timezone.now(), current_number()
        moved: Moved | None = {}
        if self._looked_at is None and number:
            self._due = next_due(time_of(self.number or number))
        if number != self.number or self._looked_at is None:
            number, moved = moved_since(self.number, number)
            self._turn_to(number, moved)
        if number:
            self._keep_time(moved, now)
        self._looked_at = now

    def _keep_time(self, moved: Moved | None, now: datetime) -> None:
        """Move what time has changed, unless another process has just done so."""
        is_due = self._due <= now
        if is_due and moved is not None and mark_of(self._due) not in moved:
            move_due(self._due, now)
        has_gone_back = self._looked_at is not None and now < self._looked_at
        if is_due or has_gone_back or moved is None or DATED in moved:
            self._due = next_due(now)

    def _turn_to(self, number: int, moved: Moved | None) -> None:
        if not number:
            logger.warning(
                "No pages are kept while the database is migrated. "
                "If that was broken off, `manage.py setup` puts it right."
            )
        for listener in self._listeners:
            listener(number, moved)
        self.number = number

    def _watch(self) -> None:
        pause = threading.Event()
        while True:
            answered = self.look_safely()
            self._looked.set()
            pause.wait(PAUSE if answered else PAUSE_WITHOUT_DATABASE)

    def look_safely(self) -> bool:
        try:
            self.look()
        except Exception as error:  # the thread must live on, whatever a listener does
            if self._answers:
                is_away = isinstance(error, (DatabaseError, InterfaceError))
                logger.warning("Pages stay as they were: %r", error, exc_info=not is_away)
            connection.close()
            self._answers = False
        else:
            self._answers = True
        return self._answers


def current_number() -> int:
    """Ask the database for the edition, 0 where nothing would move it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM pagecache_edition")  # a thirtieth of what the ORM takes
        row = cursor.fetchone()
    return row[0] if row else 0


def moved_since(known: int | None, number: int) -> tuple[int, Moved | None]:
    """Return the present number and the tags that moved after a known one, none for everything.

    All of them are remembered if the known number is: it is not in a database that was restored
    from a copy, nor after more moves than `MAX_MOVES`.
    """
    if not known or not number:
        return number, None
    rows = fetch_rows(MOVED_SINCE, [known], lambda row: row)
    if not rows or rows[0][0] != known:
        return number, None
    moved = {tag: at for at, tag in rows if at > known}
    return max(number, rows[-1][0]), moved if EVERYWHERE.isdisjoint(moved) else None


def forget_moves() -> None:
    """Delete the oldest moves, if there are many more than have to be remembered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pagecache_move")
        if cursor.fetchone()[0] > 2 * MAX_MOVES:
            cursor.execute(FORGET_MOVES, [MAX_MOVES])


def time_of(number: int) -> datetime:
    """Return the time when the edition moved to a number, by the clock of whoever moved it."""
    return datetime.fromtimestamp(number / 1000, UTC)


def next_due(since: datetime) -> datetime:
    """Return the first time after another when time itself changes what is seen, or should."""
    week = EPOCH + ((since - EPOCH) // MAX_AGE + 1) * MAX_AGE
    later = [kind.objects.filter(published_at__gt=since) for kind in KINDS]
    times = [found.aggregate(time=Min("published_at"))["time"] for found in later]
    due: datetime = min([week, *(time for time in times if time)])
    return due


def move_due(due: datetime, now: datetime) -> None:
    """Move what comes to be seen from one time to another; all, if a week is over."""
    if not (due - EPOCH) % MAX_AGE:
        move_all()
        return
    parts = [f"SELECT '{mark_of(due)}' AS tag"]
    for kind in KINDS:
        found = kind.objects.filter(published_at__gte=due, published_at__lte=now)
        if numbers := ",".join(map(str, found.values_list("pk", flat=True))):
            parts.append(tags_of_rows(kind._meta.label, f"r.id IN ({numbers})", connection.vendor))
    with transaction.atomic(), connection.cursor() as cursor:
        move(cursor, " UNION ".join(parts))


def mark_of(due: datetime) -> str:
    """Return the tag that tells that what was due at a time has been moved."""
    return f"due:{due.timestamp()}"


watch = Watch()
