"""Labels with how many live posts have them.

The counts stand in rows that are kept on writing (`blog.models.counts`).
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from blog.models import Label, LabelCount, LabelledPost
from database.union import Rows, fetch_union, part
from web.reversing import cached_reverse

CANDIDATES = 100
"""Labels that are looked at for the most used, since some of their posts may be scheduled."""


@dataclass(frozen=True)
class UsedLabel:
    name: str
    slug: str
    count: int

    @property
    def url(self) -> str:
        return cached_reverse("blog:label-page", self.slug)


def label_parts(counts: QuerySet[LabelCount]) -> list[QuerySet[Any]]:
    """Return the parts of a union for labels: their counts, and the scheduled posts in these."""
    labels = Label.objects.filter(pk__in=counts.values("pk"))
    scheduled = LabelledPost.objects.filter(post__published_at__gt=timezone.now())
    return [
        part("label", labels, number="counted__posts", name="name", slug="slug"),
        part("scheduled_label", scheduled, number="label_id"),
    ]


def most_used() -> QuerySet[LabelCount]:
    return LabelCount.objects.order_by("-posts", "label__name")[:CANDIDATES]


def used_labels(rows: Rows) -> list[UsedLabel]:
    """Return the labels of live posts out of the rows of `label_parts`, the most used first."""
    scheduled = Counter(row.number for row in rows["scheduled_label"])
    labels = [
        UsedLabel(row.name, row.slug, row.number - scheduled[row.pk]) for row in rows["label"]
    ]
    used = [label for label in labels if label.count > 0]
    return sorted(used, key=lambda label: (-label.count, label.name))


def labels_in_use() -> list[UsedLabel]:
    """Return all labels of live posts, the most used first: one query."""
    return used_labels(fetch_union(*label_parts(LabelCount.objects.filter(posts__gt=0))))


def labels_used_most(number: int) -> list[UsedLabel]:
    """Return the labels that most live posts have: one query."""
    return used_labels(fetch_union(*label_parts(most_used())))[:number]
