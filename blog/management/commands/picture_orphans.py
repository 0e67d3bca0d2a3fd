from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.pictures import orphans


class Command(BaseCommand):
    help = "List files that no row and no text names, and rows whose file is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete", action="store_true", help="delete the files that neither names"
        )

    def handle(self, *, delete: bool, **_options: Any) -> None:
        report = orphans.compare()
        self.list_names(_("Files that no row names:"), report.orphans)
        self.list_names(_("Files that a row names, and that are missing:"), report.missing)
        if not (report.orphans or report.missing):
            self.stdout.write(_("Every file has its row, and every row its files."))
        if delete:
            self.delete(report.orphans)

    def list_names(self, heading: str, names: list[str]) -> None:
        if names:
            self.stdout.write(heading)
        for name in names:
            self.stdout.write(f"  {name}")

    def delete(self, names: list[str]) -> None:
        for name in names:
            default_storage.delete(name)
        done = ngettext("%d file has been deleted.", "%d files have been deleted.", len(names))
        self.stdout.write(done % len(names))
