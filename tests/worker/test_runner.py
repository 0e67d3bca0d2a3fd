"""The background worker's own rules: what it requeues, what is periodic, what it leaves alone."""

from datetime import timedelta
from math import inf

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.worker.tasks import tell_process
from worker import schedule
from worker.runner import LEASE, PatientWorker, claim_name, requeue_abandoned

NOW = timezone.now().replace(hour=12, minute=30)


@pytest.fixture
def running(db):
    """Return a way to make a task that a worker of a name began a while ago, at some attempt."""

    def make_running(name, ago=timedelta(0), attempt=1):
        task = DBTaskResult.objects.get(pk=tell_process.enqueue().id)
        task.worker_ids = ["other"] * (attempt - 1)
        task.claim(name)
        DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - ago)
        return task

    return make_running


def test_a_worker_requeues_a_task_under_its_own_name(running):
    task = running("mine")

    requeue_abandoned("mine")

    assert DBTaskResult.objects.ready().get() == task


def test_a_worker_leaves_the_task_of_another_alone(running):
    task = running("theirs", ago=LEASE / 2)

    requeue_abandoned("mine")

    assert DBTaskResult.objects.running().get() == task


def test_a_worker_requeues_what_no_living_worker_can_be_running(running):
    task = running("theirs", ago=2 * LEASE)

    requeue_abandoned("mine")

    assert DBTaskResult.objects.ready().get() == task


def test_a_task_that_kills_its_workers_is_given_up(running):
    running("mine", attempt=2)
    deadly = running("mine", attempt=3)

    requeue_abandoned("mine")

    assert DBTaskResult.objects.failed().get() == deadly
    assert DBTaskResult.objects.ready().count() == 1


def test_two_workers_never_have_one_name(tmp_path):
    with claim_name(tmp_path) as first, claim_name(tmp_path) as second:
        assert first != second

    with claim_name(tmp_path) as third:
        assert third == first


def test_a_worker_only_reads_while_the_queue_is_empty(db, django_assert_num_queries):
    worker = PatientWorker("mine")
    worker.next_maintenance = inf

    with django_assert_num_queries(1) as queries:
        worker.run_due()

    assert queries[0]["sql"].startswith("SELECT")


def test_a_periodic_task_is_queued_once_in_its_period(db):
    for later, hourly, daily in [
        (timedelta(0), 1, 1),
        (timedelta(minutes=20), 1, 1),
        (timedelta(hours=1), 2, 1),
        (timedelta(days=1), 3, 2),
    ]:
        with time_machine.travel(NOW + later):
            schedule.enqueue_due()
        queued = DBTaskResult.objects.ready()
        assert queued.filter(task_path="blog.social_images.draw_stale").count() == hourly
        assert queued.filter(task_path="worker.schedule.clean_up").count() == daily


def test_finished_tasks_are_deleted_after_days_and_failures_after_weeks(db, work):
    with time_machine.travel(NOW - timedelta(days=4)):
        tell_process.enqueue()
        work()
        failed = DBTaskResult.objects.get(pk=tell_process.enqueue().id)
        failed.set_failed(ValueError("no"))
    recent = tell_process.enqueue()

    schedule.clean_up.call()

    left = {str(task.pk) for task in DBTaskResult.objects.all()}
    assert left == {str(failed.pk), recent.id}


def test_expired_sessions_are_deleted(db):
    Session.objects.create(session_key="old", expire_date=NOW - timedelta(days=1))
    Session.objects.create(session_key="new", expire_date=NOW + timedelta(days=1))

    schedule.clean_up.call()

    assert Session.objects.get().session_key == "new"


def test_the_queue_is_no_list_of_the_desk(client, dana):
    client.force_login(dana)

    assert client.get("/admin/django_tasks_database/dbtaskresult/").status_code == 404
    assert "django_tasks_database" not in client.get("/admin/").text
