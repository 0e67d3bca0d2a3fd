"""The background worker: does what stands in the queue, in a process of its own.

django-tasks-db's worker claims tasks and does them. Ours looks whether there is one before it takes
the database's write lock, outlives a database that goes away for a while, and takes back what a
worker that was killed had in hand.
"""

import logging
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import FrameType
from typing import IO, Any

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from web.file_lock import acquire
from worker import schedule

PAUSE = 1.0  # seconds between two looks into an empty queue
LONG_PAUSE = 10.0  # seconds until a database that did not answer is asked again
ROUND = 60.0  # seconds between two looks at what comes round and at what was left behind
LEASE = timedelta(hours=1)  # far more than any task takes
ATTEMPTS = 3

logger = logging.getLogger(__name__)


class PatientWorker(Worker):
    """A worker that stays when the queue is empty, and touches nothing while it is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            worker_id=name,
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            batch=True,
            interval=PAUSE,
            startup_delay=False,
            max_tasks=None,
        )
        self.next_round = 0.0

    def stay(self) -> None:
        """Do what there is, and what comes, until told to stop."""
        while self.running:
            try:
                self.look()
                time.sleep(PAUSE)
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer.")
                close_old_connections()
                time.sleep(LONG_PAUSE)

    def look(self) -> None:
        """Go round when it is time to, and do all that is due; a plain read where nothing is."""
        if time.monotonic() >= self.next_round:
            self.next_round = time.monotonic() + ROUND
            requeue_abandoned(self.worker_id)
            schedule.enqueue_due()
        if DBTaskResult.objects.ready().filter(backend_name=self.backend_name).exists():
            self.run()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the task in hand. A kill is no loss either: the next worker takes it back."""
        self.running = False
        if not self.running_task:
            sys.exit()

    def listen(self) -> None:
        """Have signals stop it; only the main thread may."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, self.shutdown)


def requeue_abandoned(name: str) -> None:
    """Put back on the queue what a worker had in hand when it died.

    To be called between two tasks of the worker of that name: nobody is doing what stands under it.
    What stands under another's is left alone until no living worker can still be at it.
    """
    long_ago = timezone.now() - LEASE
    for task in DBTaskResult.objects.running():
        if task.worker_ids[-1] == name or task.started_at < long_ago:
            requeue(task)


def requeue(task: DBTaskResult[Any, Any]) -> None:
    """Have a task done anew, by whoever is first to; give up one that workers keep dying over."""
    if len(task.worker_ids) >= ATTEMPTS:
        logger.error("Given up: %s %s", task.task_path, task.args_kwargs)
        task.set_failed(RuntimeError(f"Its worker died over it, {ATTEMPTS} times."))
        return
    unchanged = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    unchanged.update(status=TaskResultStatus.READY)


@contextmanager
def claim_name(folder: Path) -> Iterator[str]:
    """Return a name that no living worker bears, and that one who died here may have borne.

    It stands in a file of that folder, under a lock that ends with the process, however that ends.
    """
    for number in count(1):
        with (folder / f"worker-{number}.lock").open("a+") as file:
            if acquire(file.fileno(), timeout=0):
                yield name_in(file)
                return


def name_in(file: IO[str]) -> str:
    file.seek(0)
    if name := file.read():
        return name
    name = get_random_string(32)
    file.write(name)
    file.flush()
    return name
