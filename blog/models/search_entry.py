from collections.abc import Iterable
from typing import Any

from django.db import models

from blog.models.post import Post


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def texts(self, posts: Iterable[int]) -> Any:
        """Return the numbers of posts with their plain text."""
        text = models.Func(template="blog_search.text", output_field=models.TextField())
        return self.filter(post__in=posts).annotate(text=text).values_list("pk", "text")


class SearchEntry(models.Model):
    """That a post stands in the search index, and goes from it when the post is deleted.

    Its other columns are not the same in both databases, so they are unknown to Django: a migration
    made them and `blog.search` writes them. In SQLite the table is one of FTS5's.
    """

    post = models.OneToOneField(
        Post, models.CASCADE, primary_key=True, db_column="rowid", related_name="search_entry"
    )

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        db_table = "blog_search"

    def __str__(self) -> str:
        return str(self.post)
