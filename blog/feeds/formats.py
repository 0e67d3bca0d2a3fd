"""Atom, RSS 2.0 and JSON Feed 1.1, each out of the same entries.

The XML is in `templates/blog/feeds/`. It has, within the feed, what a person sees who opens it in a
browser: elements of XHTML, which feed readers skip as foreign markup, and whose styles hide the
rest (`static/css/feed.css`). None has the name of one of the feed's own elements, for readers that
look at names alone.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import rfc2822_date

from blog.feeds.entry import Channel, Entry, Moment
from blog.feeds.printable import printable
from web.partials import cached_partial

JSON_FEED = "https://jsonfeed.org/version/1.1"


def atom(channel: Channel, entries: list[Entry]) -> str:
    render = cached_partial("blog/feeds/atom_entry.xml")
    return _xml("atom", channel, [render(entry=_with_uri(entry)) for entry in entries])


def rss(channel: Channel, entries: list[Entry]) -> str:
    """Write the feed; its descriptions are HTML, so that summaries are escaped twice."""
    render = cached_partial("blog/feeds/rss_entry.xml")
    items = [
        render(entry=entry, date=_rfc2822(entry.published), summary_html=escape(entry.summary))
        for entry in entries
    ]
    return _xml("rss", channel, items, date=_rfc2822(channel.updated))


def json_feed(channel: Channel, entries: list[Entry]) -> str:
    feed = {**json_head(channel), "items": list(map(json_item, entries))}
    return json.dumps(printable(feed), ensure_ascii=False)


def json_head(channel: Channel) -> dict[str, Any]:
    return _filled(
        {
            "version": JSON_FEED,
            "title": channel.title,
            "home_page_url": channel.page_url,
            "feed_url": channel.self_url,
            "description": channel.subtitle,
            "language": channel.language,
            "next_url": channel.next_url,
            "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        }
    )


def json_item(entry: Entry) -> dict[str, Any]:
    text = {"content_html": entry.content_html} if entry.content_html else {}
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "image": entry.picture and entry.picture.url,
            "date_published": entry.published.iso,
            "date_modified": entry.updated,
            "authors": [_filled({"name": entry.author.name, "url": entry.author.url})],
            "tags": list(entry.labels),
        }
    ) | (text or {"content_text": entry.summary})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _xml(form: str, channel: Channel, entries: Sequence[str], **more: str) -> str:
    """Return the feed without the characters that XML leaves out."""
    render = cached_partial(f"blog/feeds/{form}.xml")
    whole = render(channel=channel, entries=tuple(entries), older=channel.next_url, **more)
    return printable(str(whole))


def _rfc2822(moment: Moment) -> str:
    return rfc2822_date(datetime.fromisoformat(moment.iso))


def _with_uri(entry: Entry) -> Entry:
    return entry._replace(author=entry.author._replace(url=iri_to_uri(entry.author.url)))


FORMATS: dict[str, Callable[[Channel, list[Entry]], str]] = {
    "atom": atom,
    "rss": rss,
    "json": json_feed,
}
CONTENT_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}
