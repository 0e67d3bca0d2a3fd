"""`manage.py setup`: prepares all that serving needs, and checks it quickly at each later start."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation.reloader import translation_file_changed

from blog import search
from blog.counts import triggers as count_triggers
from first_run import lost_key, newer_database, ownership
from first_run.catalogues import compile_catalogues
from first_run.sample import loader
from pagecache import triggers as edition_triggers
from web import secret_key, static_files
from web.durable_file import PRIVATE, make_folder, sync_folder
from web.file_lock import acquire

SQLITE_ENDINGS = ("", "-wal", "-shm", "-journal")
"""Of the files that may lie beside the database's, itself among them."""


class Command(BaseCommand):
    help = "Prepare the data folder, the database, the static files and the first owner."
    requires_system_checks = []  # they ask for translations, which are compiled here

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sample", action="store_true", help="load the sample blog if the database is empty"
        )

    def handle(self, *, sample: bool, **_options: Any) -> None:
        try:
            with one_at_a_time(settings.DATA_DIR):
                self.prepare(sample=sample)
        except OSError as error:
            raise CommandError(_("The blog can't be prepared: %s") % error) from error

    def prepare(self, *, sample: bool) -> None:
        self.compile_translations()
        self.keep_database_private()
        self.reach_database()
        self.migrate()
        self.renew_search_index()
        self.collect_static_files()
        self.tell_of_lost_key()
        if sample and loader.is_wanted():
            loader.load(self.say)
        self.ensure_owner()

    def compile_translations(self) -> None:
        """Compile stale catalogues, and have Django read them again."""
        try:
            for catalogue in compile_catalogues():
                translation_file_changed(None, catalogue)
        except OSError as error:
            reason = f"{error}. Whoever may write there can: python -m first_run.catalogues"
            raise CommandError(f"The translations could not be compiled: {reason}") from error

    def keep_database_private(self) -> None:
        """Make SQLite's files readable by this account alone, whoever has put them there."""
        if connection.vendor == "sqlite":
            file = Path(connection.settings_dict["NAME"])
            file.touch(mode=PRIVATE)
            sync_folder(file.parent)
            for ending in SQLITE_ENDINGS:
                with suppress(FileNotFoundError):
                    Path(f"{file}{ending}").chmod(PRIVATE)

    def reach_database(self) -> None:
        """Stop where it can't be reached, or is of a newer version."""
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            reason = str(error).strip()
            raise CommandError(_("The database can't be reached: %s") % reason) from error
        if complaint := newer_database.complaint():
            raise CommandError(complaint)

    def migrate(self) -> None:
        """Migrate if a migration is missing, or was interrupted."""
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan or not triggers_are_installed():
            self.say(_("Preparing the database…"))
            call_command("migrate", interactive=False, verbosity=0)

    def renew_search_index(self) -> None:
        """Index a small blog anew, if words are stemmed otherwise now; begin with a large one."""
        if search.is_outdated():
            search.renew.call()

    def collect_static_files(self) -> None:
        if not settings.DEBUG and static_files.collect():
            self.say(_("The static files are in place."))

    def tell_of_lost_key(self) -> None:
        if lost := lost_key.complaint():
            self.stderr.write(lost)
        secret_key.take_note(settings.DATA_DIR)

    def ensure_owner(self) -> None:
        if ownership.has_owner():
            return
        try:
            owner = ownership.owner_from(os.environ)
        except ValidationError as error:
            lines = "\n".join(error.messages)
            raise CommandError(_("The owner could not be made.") + "\n" + lines) from error
        if owner:
            self.say(_("%(name)s owns this blog now.") % {"name": owner})
        else:
            self.say(_("This blog has no owner. Whoever opens this link becomes it:"))
            self.say(f"\n    {ownership.welcome_link()}\n")
            self.say(_("The link works once, within seven days. Starting again gives a new one."))

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def triggers_are_installed() -> bool:
    return count_triggers.TRIGGERS.are_installed() and edition_triggers.are_installed()


@contextmanager
def one_at_a_time(data_dir: Path) -> Iterator[None]:
    """Make the folder, and hold its lock: a second start waits for the first to be done."""
    make_folder(data_dir, mode=secret_key.FOLDER_MODE)
    with (data_dir / "setup.lock").open("w") as lock:
        acquire(lock.fileno())
        yield
