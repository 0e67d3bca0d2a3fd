"""The posts viewed most of late, worked out once an hour so that no page has to add them up."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django_tasks import task

from blog.models import Post, PostQuerySet
from blog.models.statistics import PopularPost, PostViews, Referral

DAYS = 30
MAX_POPULAR = 5
MAX_RANKED = 25  # more than are shown: some may be hidden before the next time
DAYS_IN_FULL = 30
HOSTS_KEPT = 50


def popular_posts() -> PostQuerySet:
    """Return the live posts that were viewed most, in one query."""
    ranked = Post.objects.published().filter(popularity__isnull=False)
    ranked = ranked.only("title", "path", "published_at")
    return ranked.order_by("-popularity__views", "-pk")[:MAX_POPULAR]


@task()
def rank() -> None:
    """Store the live posts with the most views in the last days, today included.

    A change here is one of every page with the gadget, so nothing is written unless other posts are
    shown, or in another order.
    """
    since = timezone.localdate() - timedelta(days=DAYS)
    lately = PostViews.objects.filter(day__gt=since, post__in=Post.objects.published())
    sums = lately.values_list("post").annotate(sum=Sum("views")).order_by("-sum", "-post")
    ranked = list(sums[:MAX_RANKED])
    with transaction.atomic():
        before = list(PopularPost.objects.values_list("post", flat=True))
        if before[:MAX_POPULAR] != [pk for pk, _views in ranked][:MAX_POPULAR]:
            PopularPost.objects.all().delete()
            PopularPost.objects.bulk_create(
                PopularPost(post_id=pk, views=views) for pk, views in ranked
            )


@task()
def forget_small_hosts() -> None:
    """Keep, of the days before this month, only the hosts that most readers came from."""
    until = timezone.localdate() - timedelta(days=DAYS_IN_FULL)
    most_first = Window(RowNumber(), partition_by="day", order_by=[F("views").desc(), "pk"])
    ranked = Referral.objects.filter(day__lt=until).annotate(place=most_first)
    small = list(ranked.filter(place__gt=HOSTS_KEPT).values_list("pk", flat=True))
    for start in range(0, len(small), 500):
        Referral.objects.filter(pk__in=small[start : start + 500]).delete()
