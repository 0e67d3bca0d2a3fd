"""What a feed is made of: rows, and how much of each."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from blog.feeds.entry import Entry
from blog.models import SiteSettings
from database.keyset import Keyset

Row = TypeVar("Row", bound=Model)

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed that has nothing yet last changed: any time will do that stays the same."""


class Text(Enum):
    """How much of an entry's text a feed has; the site's settings choose between the first two."""

    WHOLE = SiteSettings.FeedText.WHOLE.value
    LEAD = SiteSettings.FeedText.LEAD.value
    SUMMARY = "summary"


BLOGGER_TEXT = {"full": Text.WHOLE, "summary": Text.SUMMARY}


class Source(ABC, Generic[Row]):
    """Rows with a date, newest first, under a title; a page of the site shows them too."""

    by: Keyset
    """The fields by which rows are ordered."""

    def __init__(
        self,
        keys: "QuerySet[Any, Any]",
        *,
        title: str,
        page: str,
        subtitle: str = "",
        begun_at: datetime = NEVER,
    ) -> None:
        """Take the keys of rows that the public may see, and the path of the page that shows them.

        Until there are rows, the feed is as old as what it is about, which `begun_at` says.
        """
        self.keys = keys
        self.title = title
        self.subtitle = subtitle
        self.page = page
        self.begun_at = begun_at

    @abstractmethod
    def rows(self, keys: list[Any]) -> list[Row]:
        """Return the rows of some keys, without their texts."""

    @abstractmethod
    def fingerprint(self, row: Row) -> Any:
        """Return what differs whenever the row's entry would, without reading its text."""

    @abstractmethod
    def changed_at(self, row: Row) -> datetime:
        """Return when what readers see of the row last changed."""

    @abstractmethod
    def entries(self, rows: list[Row], text: Text) -> list[Entry]:
        """Return the entries; one query for all the texts at most."""
