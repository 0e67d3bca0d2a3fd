"""How much is read, in sums of a day: nothing here tells of any one reader.

Days are those of the site's zone. `blog.statistics.storage` alone adds to these rows.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.post import Post


class PageKind(models.TextChoices):
    POST = "post", _("Posts")
    HOME = "home", _("Front page")
    PAGE = "page", _("Pages")
    LIST = "list", _("Archives, labels and profiles")
    SEARCH = "search", _("Searches")


class DayViews(models.Model):
    """How often pages of a kind were viewed on a day; posts, all of them together."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=PageKind.choices)
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "kind"], name="one_sum_a_day_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}: {self.views}"


class PostViews(models.Model):
    """How often a post's own page was viewed on a day."""

    day = models.DateField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="views_by_day")
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "post"], name="one_sum_a_day_and_post"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.post_id}: {self.views}"


class Referral(models.Model):
    """How many views on a day came by a link on another host; the host is empty for the rest."""

    day = models.DateField()
    host = models.CharField(max_length=100, blank=True)
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "host"], name="one_sum_a_day_and_host"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.host}: {self.views}"


class FeedReader(models.Model):
    """How many read the blog's feed on a day with a program: what a service says, or one.

    `key` tells programs apart: a service by its name and the feed, another by a secret digest,
    of that day alone, of how it names itself with its version.
    """

    day = models.DateField()
    key = models.CharField(max_length=150)
    name = models.CharField(max_length=40)
    subscribers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "key"], name="one_number_a_day_and_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}: {self.subscribers}"


class PopularPost(models.Model):
    """One of the posts viewed most of late, as `blog.statistics.popular` last found."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="popularity")
    views = models.PositiveIntegerField()

    class Meta:
        ordering = ["-views", "-post_id"]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.views}"
