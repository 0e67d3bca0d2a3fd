"""The background worker: runs the tasks of the queue, in a process of its own.

django-tasks-db's worker claims tasks and runs them. Ours reads whether there is one before it takes
the database's write lock, outlives a database that goes away for a while, and requeues the task of
a worker that was killed.
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

POLL_INTERVAL = 1.0  # seconds
RETRY_INTERVAL = 10.0  # seconds until a database that did not answer is asked again
MAINTENANCE_INTERVAL = 60.0  # seconds
LEASE = timedelta(hours=1)  # far more than any task takes
MAX_ATTEMPTS = 3

logger = logging.getLogger(__name__)


class PatientWorker(Worker):
    """A worker that goes on when the queue is empty, and only reads while it is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            worker_id=name,
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            batch=True,
            interval=POLL_INTERVAL,
            startup_delay=False,
            max_tasks=None,
        )
        self.next_maintenance = 0.0

    def run_forever(self) -> None:
        """Run the tasks that are due, and those to come, until told to stop."""
        while self.running:
            try:
                self.run_due()
                time.sleep(POLL_INTERVAL)
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer.")
                close_old_connections()
                time.sleep(RETRY_INTERVAL)

    def run_due(self) -> None:
        """Run all tasks that are due, and queue what must be queued once a minute."""
        if time.monotonic() >= self.next_maintenance:
            self.next_maintenance = time.monotonic() + MAINTENANCE_INTERVAL
            requeue_abandoned(self.worker_id)
            schedule.enqueue_due()
        if DBTaskResult.objects.ready().filter(backend_name=self.backend_name).exists():
            self.run()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the present task. If the worker is killed, the next one requeues it."""
        self.running = False
        if not self.running_task:
            sys.exit()

    def handle_signals(self) -> None:
        """Have signals stop it. To be called in the main thread."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, self.shutdown)


def requeue_abandoned(name: str) -> None:
    """Put the tasks of workers that died back on the queue.

    To be called between two tasks of the worker of that name, so that none of its own is running.
    Those of other names are left alone until no living worker can still be running them.
    """
    expired = timezone.now() - LEASE
    for task in DBTaskResult.objects.running():
        if task.worker_ids[-1] == name or task.started_at < expired:
            requeue(task)


def requeue(task: DBTaskResult[Any, Any]) -> None:
    """Put a task back on the queue, unless it has killed too many workers: then it has failed."""
    if len(task.worker_ids) >= MAX_ATTEMPTS:
        logger.error("Given up: %s %s", task.task_path, task.args_kwargs)
        task.set_failed(RuntimeError(f"Its worker died over it, {MAX_ATTEMPTS} times."))
        return
    unchanged = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    unchanged.update(status=TaskResultStatus.READY)


@contextmanager
def claim_name(folder: Path) -> Iterator[str]:
    """Yield a name that no other living worker has; one that died may have had it.

    The name is stored in a file of the folder, under a lock that ends with the process.
    """
    for number in count(1):
        with (folder / f"worker-{number}.lock").open("a+") as file:
            if acquire(file.fileno(), timeout=0):
                yield stored_name(file)
                return


def stored_name(file: IO[str]) -> str:
    """Return the name in a file, which is made up if the file is empty."""
    file.seek(0)
    if name := file.read():
        return name
    name = get_random_string(32)
    file.write(name)
    file.flush()
    return name
