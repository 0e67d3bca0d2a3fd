"""`manage.py work`: the background worker, as `make run` and `deploy/` start it."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand
from django.utils.autoreload import run_with_reloader

from web import malloc
from worker.runner import PatientWorker, claim_name

logger = logging.getLogger("worker.runner")


class Command(BaseCommand):
    help = "Do the work that waits in the queue, and the work that comes, until told to stop."
    requires_system_checks = []  # the server has made them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits now, and end")

    def handle(self, *, batch: bool, **_options: Any) -> None:
        malloc.keep_little()
        if batch:
            do_what_waits()
        elif settings.DEBUG:
            run_with_reloader(work)
        else:
            work(listening=True)


def do_what_waits() -> None:
    with claim_name(settings.DATA_DIR) as name:
        worker = PatientWorker(name)
        worker.listen()
        worker.look()


def work(*, listening: bool = False) -> None:
    """Work until told to stop: by signals if it listens to them, else by being ended."""
    with claim_name(settings.DATA_DIR) as name:
        worker = PatientWorker(name)
        if listening:
            worker.listen()
        logger.info("The background worker is at work.")
        try:
            worker.stay()
        finally:
            logger.info("The background worker has stopped.")
