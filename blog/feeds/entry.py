"""What a feed says in any format: addresses are absolute, texts plain unless named `_html`.

All of it is texts, for which the templates of formats have gaps (`web/partials.py`).
"""

from datetime import datetime
from typing import NamedTuple, Self

from django.utils import timezone
from django.utils.feedgenerator import rfc3339_date

from blog.pages.dates import long_date
from blog.seo.illustrations import Illustration


class Moment(NamedTuple):
    """A time for programs, and its day in the site's zone, for people too."""

    iso: str
    day: str
    long_date: str

    @classmethod
    def of(cls, time: datetime) -> Self:
        day = timezone.localdate(time)
        return cls(rfc3339_date(time), day.isoformat(), long_date(day))


class Person(NamedTuple):
    name: str
    url: str = ""


class InReplyTo(NamedTuple):
    """What an entry replies to: the id under which feeds have it, and its page."""

    id: str
    url: str


class Entry(NamedTuple):
    id: str
    url: str
    title: str
    author: Person
    published: Moment
    updated: str
    summary: str
    content_html: str = ""
    """Empty in a feed that gives summaries alone."""
    labels: tuple[str, ...] = ()
    picture: Illustration | None = None
    comments_url: str = ""
    in_reply_to: InReplyTo | None = None


class Channel(NamedTuple):
    """A page of a feed."""

    id: str
    title: str
    subtitle: str
    page_url: str
    """The page that it follows."""
    self_url: str
    language: str
    updated: Moment
    accent: str = ""
    """The site's colour, for a person who sees the feed in a browser."""
    hub: str = ""
    """The WebSub hub, where this page of the feed is a topic of its own."""
    links: tuple[tuple[str, str], ...] = ()
    """The other pages by their relation: first, previous, next, last (RFC 5005)."""

    @property
    def next_url(self) -> str:
        return dict(self.links).get("next", "")
