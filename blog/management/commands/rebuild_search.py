from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog import search
from blog.models import SearchEntry

WIDTH = 30
"""Characters of the bar."""


class Command(BaseCommand):
    help = "Index all posts for search anew. The blog may be read and written meanwhile."

    def handle(self, **_options: Any) -> None:
        search.rebuild(self.show)
        if self.stdout.isatty():
            self.stdout.write()
        number = SearchEntry.objects.count()
        done = ngettext("%d post is indexed.", "%d posts are indexed.", number)
        self.stdout.write(done % number)

    def show(self, done: int, total: int) -> None:
        """Draw the bar over itself; where nobody watches, as in a log, not at all."""
        if not self.stdout.isatty():
            return
        bar = "#" * (WIDTH * done // max(total, 1))
        said = _("%(done)s of %(total)s posts") % {"done": done, "total": total}
        self.stdout.write(f"\r[{bar:-<{WIDTH}}] {said}", ending="")
        self.stdout.flush()
