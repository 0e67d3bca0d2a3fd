"""Counting from the rows themselves what triggers count while these change."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from django.conf import settings
from django.db import connection
from django.db.models import Count, Func, Max, OuterRef, Subquery
from django.db.models.functions import Greatest, Substr

from blog.counts.calendar import YEARS, midnight
from blog.models import LabelCount, LabelledPost, MonthCount, Post, SitemapMonth


def recount(*, anew: bool) -> None:
    """Count all posts; unless anew, only where it has not been done for this zone, or at all."""
    if anew or not MonthCount.objects.filter(zone=settings.TIME_ZONE).exists():
        MonthCount.objects.all().delete()
        MonthCount.objects.bulk_create(_months())
        _count_months()
    if anew or (not LabelledPost.objects.exists() and Post.labels.through.objects.exists()):
        _file_all()
    if anew or (not SitemapMonth.objects.exists() and Post.objects.exists()):
        SitemapMonth.objects.all().delete()
        SitemapMonth.objects.bulk_create(_address_months())


def _count_months() -> None:
    dated = Post.objects.filter(
        published_at__gte=OuterRef("begins"), published_at__lt=OuterRef("ends")
    )
    number = dated.order_by().values(number=Func("pk", function="COUNT"))
    MonthCount.objects.update(posts=Subquery(number))


def _address_months() -> Iterator[SitemapMonth]:
    dated = Post.objects.exclude(published_at=None).exclude(path=None).order_by()
    months = dated.annotate(month=Substr("path", 1, 7)).values_list("month")
    changed_at = Greatest(Max("updated_at"), Max("published_at"))
    return (SitemapMonth(*row) for row in months.annotate(Count("pk"), changed_at=changed_at))


def _file_all() -> None:
    """Put every dated post under its labels, and count them."""
    LabelledPost.objects.all().delete()
    LabelCount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO blog_labelledpost (label_id, post_id, published_at) "
            "SELECT label_id, post_id, published_at FROM blog_post_labels "
            "JOIN blog_post ON blog_post.id = post_id WHERE published_at IS NOT NULL"
        )
    filed = LabelledPost.objects.values_list("label").annotate(Count("pk"))
    LabelCount.objects.bulk_create(LabelCount(label_id=label, posts=n) for label, n in filed)


def _months() -> list[MonthCount]:
    firsts = [date(year, month, 1) for year, month in product(YEARS, range(1, 13))]
    ends = [*firsts[1:], date(YEARS.stop, 1, 1)]
    return [
        MonthCount(zone=settings.TIME_ZONE, first=first, begins=midnight(first), ends=midnight(end))
        for first, end in zip(firsts, ends, strict=True)
    ]
