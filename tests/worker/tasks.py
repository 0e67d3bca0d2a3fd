"""Tasks for a worker in a process of its own, which tell what became of it."""

import os
import signal
import time
from pathlib import Path

from django_tasks import task


@task()
def tell_process():
    return os.getpid()


@task()
def die_once(mark):
    """Kill the worker at the first attempt, of which `mark` is the trace."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


@task()
def take_a_while(mark):
    Path(mark).touch()
    time.sleep(1)
    return os.getpid()
