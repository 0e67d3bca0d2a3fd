"""What a feed says in any format: addresses are absolute, texts plain unless named `_html`."""

from dataclasses import dataclass, field
from datetime import datetime

from blog.seo.illustrations import Illustration


@dataclass(frozen=True)
class Person:
    name: str
    url: str = ""


@dataclass(frozen=True)
class InReplyTo:
    """What an entry replies to: the id under which feeds have it, and its page."""

    id: str
    url: str


@dataclass(frozen=True)
class Entry:
    id: str
    url: str
    title: str
    author: Person
    published: datetime
    updated: datetime
    summary: str
    content_html: str = ""
    """Empty in a feed that gives summaries alone."""
    labels: list[str] = field(default_factory=list)
    picture: Illustration | None = None
    comments_url: str = ""
    in_reply_to: InReplyTo | None = None


@dataclass(frozen=True)
class Channel:
    """A page of a feed."""

    id: str
    title: str
    subtitle: str
    page_url: str
    """The page that it follows."""
    self_url: str
    language: str
    updated: datetime
    accent: str = ""
    """The site's colour, for a person who sees the feed in a browser."""
    hub: str = ""
    """The WebSub hub, where this page of the feed is a topic of its own."""
    links: dict[str, str] = field(default_factory=dict)
    """The other pages by their relation: first, previous, next, last (RFC 5005)."""
