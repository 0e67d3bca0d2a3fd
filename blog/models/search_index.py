from typing import Self

from django.db import models


class SearchIndexQuerySet(models.QuerySet["SearchIndex"]):
    def made_by(self, rules: str) -> Self:
        """Keep the index if all of it was made by these rules."""
        return self.filter(rules=rules, renewed_to=None)


class SearchIndex(models.Model):
    """The one row that says by which rules the words of the search index were made."""

    rules = models.CharField(max_length=64)
    renewed_to = models.BigIntegerField(null=True)
    """The last post that was indexed by these rules, until all are."""

    objects = SearchIndexQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_search_index"),
        ]

    def __str__(self) -> str:
        return self.rules
