"""The edition: the number of what readers see.

It stands in the database and moves in the same transaction as any change to a public page, by the
triggers of `config.edition_triggers`. Each process that serves pages asks for it twenty times a
second, on a connection and a thread of its own, so that a cached page is served without asking
anything, and is never older than that moment.

A scheduled post changes what readers see when no row changes: whoever notices first that its time
has come moves the edition, and `reached` keeps the others from moving it again.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import F, Min, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from blog.models import Page, Post
from config.models import Edition

PAUSE = 0.05  # seconds between two looks
PAUSE_WITHOUT_DATABASE = 0.5
PATIENCE = 5.0  # seconds for the first look

logger = logging.getLogger(__name__)


class Watch:
    """The edition as this process knows it; the last one known, while the database is away.

    `number` is 0 as long as the database has never answered.
    """

    def __init__(self) -> None:
        self.number = 0
        self._answers = True
        self._due: datetime | None = None
        self._listeners: list[Callable[[int], None]] = []
        self._looked = threading.Event()

    def on_move(self, listener: Callable[[int], None]) -> None:
        """Have a function called with each new number, in the thread that watches."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Watch in the background, in the process that serves, and wait for the first look."""
        threading.Thread(target=self._watch, name="edition", daemon=True).start()
        self._looked.wait(PATIENCE)

    def look(self) -> None:
        """Ask the database now."""
        if self._due and self._due <= timezone.now():
            publish_due(self._due)
        number = current_number()
        if number != self.number:
            self._due = next_due()
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
    """Ask the database for the edition, 0 before anything was ever shown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM config_edition")  # a thirtieth of what the ORM takes
        row = cursor.fetchone()
    return row[0] if row else 0


def next_due() -> datetime | None:
    """Give the time when the next scheduled post or page, if there is one, changes what is seen."""
    kinds = (Post.objects.scheduled(), Page.objects.scheduled())
    times = [kind.aggregate(time=Min("published_at"))["time"] for kind in kinds]
    return min((time for time in times if time), default=None)


def publish_due(due: datetime) -> None:
    """Move the edition for what was due, unless another process has done so."""
    unmoved = Q(reached=None) | Q(reached__lt=due)
    now = int(timezone.now().timestamp() * 1000)
    Edition.objects.filter(unmoved).update(number=Greatest(F("number") + 1, now), reached=due)


watch = Watch()
