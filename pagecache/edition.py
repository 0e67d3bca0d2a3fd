"""The edition: the number of what readers see.

It stands in the database and moves in the same transaction as any change to a public page, by the
triggers of `pagecache.triggers`. Each process that serves pages asks for it twenty times a
second, on a connection and a thread of its own, so that a cached page is served without asking
anything, and is never older than that moment.

A scheduled post changes what readers see when no row changes: when its time has come by a process's
own clock, that process moves the edition, unless it has seen it move since then. So what is made by
one whose clock is behind is forgotten too. In the same way the edition moves once a week: comments'
forms in its pages are good for two.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import F, Min
from django.db.models.functions import Greatest
from django.utils import timezone

from blog.models import Page, Post
from pagecache.models import Edition

NEVER = datetime.max.replace(tzinfo=UTC)
PAUSE = 0.05  # seconds between two looks
PAUSE_WITHOUT_DATABASE = 0.5
TIMEOUT = 5.0  # seconds for the first look
MAX_AGE = timedelta(days=7)  # half of what a comment's form in a page is good for

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
        """When the last look began, by this process's clock: the number read then is of later."""

        self._listeners: list[Callable[[int], None]] = []
        self._looked = threading.Event()

    def on_move(self, listener: Callable[[int], None]) -> None:
        """Have a function called with each new number, in the thread that watches."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Watch in the background, in the process that serves, and wait for the first look."""
        threading.Thread(target=self._watch, name="edition", daemon=True).start()
        self._looked.wait(TIMEOUT)

    def look(self) -> None:
        """Ask the database now."""
        now, number = timezone.now(), current_number()
        since = min(self._looked_at or time_of(number), now)
        if number != self.number:
            self._turn_to(number, since)
        elif self._due <= since:
            move(number)
        elif number and since == now:  # the clock has gone back
            self._due = next_due(since)
        self._looked_at = now

    def confirms(self) -> bool:
        """Ask the database, from another thread, whether the number is still the one known here."""
        try:
            return current_number() == self.number
        except (DatabaseError, InterfaceError):
            return False
        finally:
            connection.close()

    def _turn_to(self, number: int, since: datetime) -> None:
        if not number:
            logger.warning(
                "No pages are kept while the database is migrated. "
                "If that was broken off, `manage.py setup` puts it right."
            )
        self._due = next_due(since) if number else NEVER
        for listener in self._listeners:
            listener(number)
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


def time_of(number: int) -> datetime:
    """Return the time when the edition moved to a number, by the clock of whoever moved it."""
    return datetime.fromtimestamp(number / 1000, UTC)


def next_due(since: datetime) -> datetime:
    """Return the first time after another when time itself changes what is seen, or should."""
    kinds = (Post.objects, Page.objects)
    later = [kind.filter(published_at__gt=since) for kind in kinds]
    times = [found.aggregate(time=Min("published_at"))["time"] for found in later]
    due: datetime = min([since + MAX_AGE, *(time for time in times if time)])
    return due


def move(number: int) -> None:
    """Move the edition, unless it has moved on from a number."""
    now = int(timezone.now().timestamp() * 1000)
    Edition.objects.filter(number=number).update(number=Greatest(F("number") + 1, now))


watch = Watch()
