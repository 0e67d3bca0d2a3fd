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
    help = "Run the tasks in the queue, and those to come, until told to stop."
    requires_system_checks = []  # the server makes them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="run what is due now, and end")

    def handle(self, *, batch: bool, **_options: Any) -> None:
        malloc.limit_heaps()
        if batch:
            run_batch()
        elif settings.DEBUG:
            run_with_reloader(work)
        else:
            work(handles_signals=True)


def run_batch() -> None:
    with claim_name(settings.DATA_DIR) as name:
        worker = PatientWorker(name)
        worker.handle_signals()
        worker.run_due()


def work(*, handles_signals: bool = False) -> None:
    """Work until told to stop: by signals if it handles them, else by being ended."""
    with claim_name(settings.DATA_DIR) as name:
        worker = PatientWorker(name)
        if handles_signals:
            worker.handle_signals()
        logger.info("The background worker is at work.")
        try:
            worker.run_forever()
        finally:
            logger.info("The background worker has stopped.")
