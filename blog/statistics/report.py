"""What the stored sums say of a span of days, to an editor or, of their own posts, to an author.

Where readers come from is known of the whole blog only, and shown to editors. Each figure is one
query, or two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from blog.models import Post
from blog.models.statistics import DayViews, FeedReader, PageKind, PostViews, Referral
from blog.statistics.chart import Chart
from blog.statistics.span import Span

MAX_POSTS = 15
MAX_HOSTS = 15
MAX_READERS = 10


@dataclass(frozen=True)
class Share:
    """A line of a list: how many, and how wide its bar is in hundredths of the longest."""

    name: str
    number: int
    width: int
    pk: int | None = None


@dataclass(frozen=True)
class Report:
    span: Span
    user: User

    @cached_property
    def chart(self) -> Chart:
        return Chart.of(self.span, self._by_day(self.span))

    @cached_property
    def views(self) -> int:
        return self.chart.total

    @property
    def a_day(self) -> int:
        return round(self.views / self.span.days)

    @cached_property
    def change(self) -> int | None:
        """How much more than in as many days before, in hundredths.

        There is none where nobody came then, or where counting began in their midst.
        """
        before = sum(self._by_day(self.span.before).values())
        if not before or not DayViews.objects.filter(day__lte=self.span.before.first).exists():
            return None
        return round(100 * (self.views - before) / before)

    @cached_property
    def posts(self) -> list[Share]:
        """Those viewed most: added up by number, then looked up by title."""
        sums = self._posts(self.span).values_list("post_id").annotate(sum=Sum("views"))
        most = dict(sums.order_by("-sum", "-post_id")[:MAX_POSTS])
        titles = dict(Post.objects.filter(pk__in=most).values_list("pk", "title"))
        return shares([(titles[pk], most[pk], pk) for pk in most if pk in titles])

    @cached_property
    def kinds(self) -> list[Share]:
        sums = self._of(DayViews).values_list("kind").annotate(sum=Sum("views"))
        named = [(str(PageKind(kind).label), views) for kind, views in sums.order_by("-sum")]
        return shares(named)

    @cached_property
    def hosts(self) -> list[Share]:
        named = self._of(Referral).exclude(host="").values_list("host")
        return shares(named.annotate(sum=Sum("views")).order_by("-sum", "host")[:MAX_HOSTS])

    @cached_property
    def readers(self) -> list[Share]:
        """Feed readers on the last whole day, with how many people each of them reads for."""
        return shares(self._readers_of_a_day.items())[:MAX_READERS]

    @cached_property
    def subscribers(self) -> int:
        return sum(self._readers_of_a_day.values())

    @property
    def last_whole_day(self) -> date:
        """The last day, or yesterday if that is today, whose readers are still to come."""
        return min(self.span.last, timezone.localdate() - timedelta(days=1))

    @cached_property
    def _readers_of_a_day(self) -> dict[str, int]:
        rows = FeedReader.objects.filter(day=self.last_whole_day).values_list("name")
        return dict(rows.annotate(sum=Sum("subscribers")).order_by("-sum", "name"))

    def _by_day(self, span: Span) -> dict[date, int]:
        rows = self._of(DayViews, span) if self.user.is_editor else self._posts(span)
        return dict(rows.values_list("day").annotate(sum=Sum("views")).order_by("day"))

    def _posts(self, span: Span) -> QuerySet[PostViews]:
        rows = self._of(PostViews, span)
        return rows if self.user.is_editor else rows.filter(post__author=self.user)

    def _of(self, model: Any, span: Span | None = None) -> QuerySet[Any]:
        span = span or self.span
        return model.objects.filter(day__range=(span.first, span.last))  # type: ignore[no-any-return]

    def rows(self) -> Iterator[tuple[date, str, str, str, int]]:
        """Return day, kind, title, path and views: of each post, then of other kinds of pages."""
        posts = self._posts(self.span).order_by("day", "-views", "post_id")
        for day, title, path, views in posts.values_list(
            "day", "post__title", "post__path", "views"
        ).iterator():
            yield day, str(PageKind.POST.label), title, f"/{path or ''}", views
        if self.user.is_editor:
            others = self._of(DayViews).exclude(kind=PageKind.POST).order_by("day", "kind")
            for day, kind, views in others.values_list("day", "kind", "views").iterator():
                yield day, str(PageKind(kind).label), "", "", views


def shares(lines: Any) -> list[Share]:
    """Return lines with how each number compares with the greatest."""
    lines = list(lines)
    most = max((line[1] for line in lines), default=0)
    return [Share(name, n, round(100 * n / most), *pk) for name, n, *pk in lines if most]
