from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.pictures import inventory


class Command(BaseCommand):
    help = "Compare pictures and what is made of them with their rows, and make anew what can be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--check", action="store_true", help="only tell; 1 if a file is missing")
        how.add_argument("--delete", action="store_true", help="delete the files that no row names")

    def handle(self, *, check: bool, delete: bool, **_options: Any) -> None:
        report = inventory.compare()
        self.tell(report)
        if delete:
            self.delete(report.orphans)
        if report.derived and not check:
            self.make_anew(report.derived)
        missing = len(report.lost) + (len(report.derived) if check else 0)
        if missing:
            said = ngettext("%d file is missing.", "%d files are missing.", missing)
            raise CommandError(said % missing)

    def tell(self, report: inventory.Report) -> None:
        self.list_names(_("Files that no row names:"), report.orphans)
        self.list_names(_("Missing or empty, but can be made anew:"), report.derived)
        self.list_names(_("Missing or empty, and only a copy may have them:"), report.lost)
        if not any(report):
            self.stdout.write(_("Every file has its row, and every row its files."))

    def list_names(self, heading: str, names: list[str]) -> None:
        if names:
            self.stdout.write(heading)
        for name in names:
            self.stdout.write(f"  {name}")

    def make_anew(self, names: list[str]) -> None:
        inventory.make_anew(names)
        done = ngettext(
            "The background worker makes %d file anew.",
            "The background worker makes %d files anew.",
            len(names),
        )
        self.stdout.write(done % len(names))

    def delete(self, names: list[str]) -> None:
        for name in names:
            default_storage.delete(name)
        done = ngettext("%d file has been deleted.", "%d files have been deleted.", len(names))
        self.stdout.write(done % len(names))
