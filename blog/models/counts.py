"""What is counted on writing, so that reading costs the same at any size.

Triggers of the database keep these rows (`blog.counts.triggers`), whichever way a post or a label
changes; nothing else writes them. They count what has a date, scheduled posts too: time alone makes
those live, so whoever reads takes the few that are still to come off again.
"""

from django.db import models
from django.db.models import Q


class MonthCount(models.Model):
    """How many posts are dated in a month; those of a span of years stand there from the start.

    They are those of one time zone, the site's when the row was made.
    """

    zone = models.CharField(max_length=60)
    first = models.DateField()
    begins = models.DateTimeField()
    ends = models.DateTimeField(unique=True)
    posts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["begins"], condition=Q(posts__gt=0), name="month_with_posts"),
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


class SitemapMonth(models.Model):
    """How many posts with a date have an address in a month, such as `2012/01`, and their change.

    A post that has left tells of a change still, and a scheduled one tells of its publication.
    """

    name = models.CharField(max_length=7, primary_key=True)
    posts = models.IntegerField(default=0)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LabelledPost(models.Model):
    """That a dated post stands under a label, with its date: an index of a label's list."""

    label = models.ForeignKey(
        "blog.Label", models.CASCADE, related_name="labelled_posts", db_index=False
    )
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="labelled_posts")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["label", "published_at", "post"], name="one_row_a_labelled_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.post}"


class LabelCount(models.Model):
    """How many posts with a date have a label."""

    label = models.OneToOneField(
        "blog.Label", models.CASCADE, primary_key=True, related_name="counted"
    )
    posts = models.IntegerField(default=0, db_index=True)

    def __str__(self) -> str:
        return f"{self.label}: {self.posts}"
