"""Periodic tasks: each is queued once in its period, by one of the workers."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from accounts import password_letters
from blog import search, social_images
from blog.pictures import renditions
from blog.statistics import popular

DONE_KEPT_DAYS = 3  # more than the longest period
FAILED_KEPT_DAYS = 30


@task()
def clean_up() -> None:
    """Delete tasks that ended days ago, expired sessions and old counts of letters."""
    call_command(
        "prune_db_task_results",
        queue_name="*",
        min_age_days=DONE_KEPT_DAYS,
        failed_min_age_days=FAILED_KEPT_DAYS,
        verbosity=0,
    )
    call_command("clearsessions")
    password_letters.forget_counts()


class PeriodicTask(NamedTuple):
    task: Task[Any, Any]
    every: timedelta


SCHEDULE = [
    PeriodicTask(social_images.draw_stale, every=timedelta(hours=1)),
    PeriodicTask(renditions.catch_up, every=timedelta(hours=1)),
    PeriodicTask(search.renew, every=timedelta(hours=1)),
    PeriodicTask(popular.rank, every=timedelta(hours=1)),
    PeriodicTask(popular.forget_small_hosts, every=timedelta(days=1)),
    PeriodicTask(clean_up, every=timedelta(days=1)),
]


def enqueue_due() -> None:
    """Queue each task that has not been queued in its present period.

    The key of a queued task is made of its name and of the period, so that of several workers that
    do this at once only one queues it.
    """
    for periodic in SCHEDULE:
        path = periodic.task.module_path
        period = int(timezone.now().timestamp() / periodic.every.total_seconds())
        DBTaskResult.objects.get_or_create(
            pk=uuid5(NAMESPACE_URL, f"{path} {period}"),
            defaults={
                "task_path": path,
                "args_kwargs": {"args": [], "kwargs": {}},
                "priority": periodic.task.priority,
                "queue_name": periodic.task.queue_name,
                "backend_name": periodic.task.backend,
            },
        )
