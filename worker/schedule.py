"""What comes round: each chore is put on the queue once in its period, by some worker."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from blog import social_images
from blog.pictures import renditions
from blog.statistics import popular

DONE_KEPT_DAYS = 3  # days, more than the longest period
FAILED_KEPT_DAYS = 30  # days


@task()
def tidy() -> None:
    """Forget what was done days ago, and sessions that have run out."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=DONE_KEPT_DAYS,
        failed_min_age_days=FAILED_KEPT_DAYS,
        verbosity=0,
    )
    call_command("clearsessions")


class PeriodicTask(NamedTuple):
    task: Task[Any, Any]
    every: timedelta


SCHEDULE = [
    PeriodicTask(social_images.draw_stale, every=timedelta(hours=1)),
    PeriodicTask(renditions.catch_up, every=timedelta(hours=1)),
    PeriodicTask(popular.rank, every=timedelta(hours=1)),
    PeriodicTask(popular.forget_small_hosts, every=timedelta(days=1)),
    PeriodicTask(tidy, every=timedelta(days=1)),
]


def enqueue_due() -> None:
    """Put on the queue what has not been put there in this hour, or on this day.

    The number of a task is made of its name and of the period, so that of several workers that do
    this at once one puts it there, and the table remembers it.
    """
    for chore in SCHEDULE:
        path = chore.task.module_path
        period = int(timezone.now().timestamp() / chore.every.total_seconds())
        DBTaskResult.objects.get_or_create(
            pk=uuid5(NAMESPACE_URL, f"{path} {period}"),
            defaults={
                "task_path": path,
                "args_kwargs": {"args": [], "kwargs": {}},
                "priority": chore.task.priority,
                "queue_name": chore.task.queue_name,
                "backend_name": chore.task.backend,
            },
        )
