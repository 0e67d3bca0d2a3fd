"""The blog with its background worker, as `make run` serves it, in processes of their own."""

import os
import re
import signal
import sys
import time

import pytest

ASK = """
import time
from tests.worker import tasks
result = tasks.{task}.enqueue({argument!r}) if {argument!r} else tasks.{task}.enqueue()
end = time.monotonic() + 30
while not result.is_finished and time.monotonic() < end:
    time.sleep(0.05)
    result.refresh()
print(result.return_value)
"""


@pytest.fixture
def ask_worker(run):
    """Return a way to have a task done, which returns the number of the process that did it."""

    def ask(task="tell_process", argument=""):
        code = ASK.format(task=task, argument=str(argument))
        return int(run("manage.py", "shell", "--no-imports", "-c", code)[1])

    return ask


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_worker_does_what_is_queued_and_stops_with_the_server(serve, ask_worker, number):
    served = serve(worker=True)
    worker = ask_worker()

    served.process.send_signal(number)

    assert served.process.wait(timeout=30) == 0
    assert not is_alive(worker)


def test_a_worker_that_was_killed_is_started_again(serve, ask_worker):
    serve(worker=True)
    worker = ask_worker()

    os.kill(worker, signal.SIGKILL)

    assert ask_worker() != worker


def test_the_task_of_a_killed_worker_is_done_by_the_next(serve, ask_worker, tmp_path):
    serve(worker=True)
    worker = ask_worker()

    assert ask_worker("die_once", tmp_path / "mark") != worker


def test_a_server_that_was_killed_leaves_no_worker(serve, ask_worker, tmp_path):
    served = serve(worker=True)
    worker = ask_worker()

    os.kill(gunicorn_of(tmp_path), signal.SIGKILL)

    assert served.process.wait(timeout=30) == 128 + signal.SIGKILL
    assert not is_alive(worker)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a death")
def test_nothing_outlives_what_started_both(serve, ask_worker, tmp_path):
    served = serve(worker=True)
    left = [ask_worker(), gunicorn_of(tmp_path)]

    served.process.kill()

    served.process.wait(timeout=30)
    assert [ends(process) for process in left] == [True, True]


def test_a_server_that_cannot_start_takes_its_worker_along(run, prepared):
    code, _, _ = run("-m", "worker.supervisor", "-m", "gunicorn", "config.nothing")

    assert code == 3  # and nobody holds the pipes that were read to their end


def test_a_worker_that_is_told_to_stop_finishes_its_task(start, prepared, tmp_path):
    mark = tmp_path / "mark"
    worker = start("manage.py", "work")
    asker = start("manage.py", "shell", "-c", ASK.format(task="take_a_while", argument=str(mark)))
    while not mark.exists():
        time.sleep(0.05)

    worker.terminate()

    said, complained = worker.communicate(timeout=30)
    assert int(asker.communicate(timeout=60)[0].split()[-1]) == worker.pid
    assert (worker.returncode, said) == (0, "")
    assert [line.split(" ", 2)[2] for line in complained.splitlines()] == [
        "INFO worker.runner The background worker is at work.",
        "INFO worker.runner The background worker has stopped.",
    ]


def gunicorn_of(folder):
    return int(re.search(r"Listening at: .* \((\d+)\)", (folder / "log").read_text())[1])


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def ends(process, seconds=20):
    end = time.monotonic() + seconds
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_alive(process)
