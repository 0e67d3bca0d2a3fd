"""`manage.py setup`: prepares all that serving needs, and checks it quickly at each later start."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation.reloader import translation_file_changed

from blog import search
from blog.counts import triggers as count_triggers
from first_run import ownership
from first_run.catalogues import compile_catalogues
from first_run.sample import loader
from pagecache import triggers as edition_triggers
from web import static_files
from web.file_lock import acquire


class Command(BaseCommand):
    help = "Prepare the data folder, the database, the static files and the first owner."
    requires_system_checks = []  # they ask for translations, which are compiled here

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sample", action="store_true", help="load the sample blog if the database is empty"
        )

    def handle(self, *, sample: bool, **_options: Any) -> None:
        with one_at_a_time(settings.DATA_DIR):
            self.compile_translations()
            self.keep_database_private()
            self.migrate()
            self.renew_search_index()
            self.collect_static_files()
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
        """Make SQLite's file readable by this account alone; its other files get that mode too."""
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).touch(mode=0o600)

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
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "setup.lock").open("w") as lock:
        acquire(lock.fileno())
        yield
