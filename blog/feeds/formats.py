"""Atom, RSS 2.0 and JSON Feed 1.1, each out of the same entries.

Django's generators write the XML; what they leave out (whole texts, the hub, the other pages, what
a person sees in a browser) is added here. JSON Feed is written here whole.
"""

import json
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.templatetags.static import static
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    Stylesheet,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.xmlutils import SimplerXMLGenerator

from blog.feeds import readable
from blog.feeds.entry import Channel, Entry
from blog.feeds.printable import printable

NAMESPACES = {
    "xmlns:h": readable.XHTML,
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
}
CONTENT = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}
STYLES = ("css/tokens.css", "css/reset.css", "css/base.css", "css/feed.css")
JSON_FEED = "https://jsonfeed.org/version/1.1"


class XmlFeed(SyndicationFeed):
    """What Atom and RSS have in common; each item has its `Entry` as `entry`."""

    feed: dict[str, Any]
    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """Return what a feed without entries knows too, where Django would say «now»."""
        channel: Channel = self.feed["channel"]
        return channel.updated

    def foreign_attributes(self) -> dict[str, str]:
        """Return the root element's: namespaces, and the accent that `tokens.css` looks for."""
        return {**NAMESPACES, "h:data-accent": self.feed["channel"].accent}

    def add_stylesheets(self, handler: SimplerXMLGenerator) -> None:
        for name in STYLES:
            sheet = Stylesheet(static(name), mimetype="text/css", media="all")
            handler.processingInstruction("xml-stylesheet", str(sheet))

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        super().write_items(handler)  # type: ignore[misc]  # each format's own
        readable.conclude(handler, self.feed["channel"])

    def add_links(self, handler: SimplerXMLGenerator, element: str) -> None:
        """Write the hub and the other pages."""
        channel: Channel = self.feed["channel"]
        hub = {"hub": channel.hub} if channel.hub else {}
        for relation, url in {**hub, **channel.links}.items():
            handler.addQuickElement(element, None, {"rel": relation, "href": url})

    def add_picture(self, handler: SimplerXMLGenerator, entry: Entry) -> None:
        if picture := entry.picture:
            size = {"width": str(picture.width), "height": str(picture.height)}
            media = {"url": picture.url, "medium": "image", **size}
            handler.addQuickElement("media:content", None, media)

    def add_in_reply_to(self, handler: SimplerXMLGenerator, entry: Entry) -> None:
        if parent := entry.in_reply_to:
            attributes = {"ref": parent.id, "href": parent.url, "type": "text/html"}
            handler.addQuickElement("thr:in-reply-to", None, attributes)


class Atom(XmlFeed, Atom1Feed):
    def write(self, outfile: Any, encoding: str) -> None:
        """Write as Django does, with stylesheets, which Django knows in RSS alone."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        self.add_stylesheets(handler)
        handler.startElement("feed", AttributesImpl(self.root_attributes()))
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), **self.foreign_attributes()}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        readable.introduce(handler, self.feed["channel"])
        super().add_root_elements(handler)
        self.add_links(handler, "link")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        entry: Entry = item["entry"]
        readable.head(handler, entry)
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", entry.summary)
        if entry.content_html:
            handler.addQuickElement("content", entry.content_html, {"type": "html"})
        self.add_in_reply_to(handler, entry)
        self.add_picture(handler, entry)


class Rss(XmlFeed, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **self.foreign_attributes(), **CONTENT}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        readable.introduce(handler, self.feed["channel"])
        super().add_root_elements(handler)
        self.add_links(handler, "atom:link")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        entry: Entry = item["entry"]
        readable.head(handler, entry)
        super().add_item_elements(handler, item)
        handler.addQuickElement("description", readable.escaped(entry.summary))
        if entry.content_html:
            handler.addQuickElement("content:encoded", entry.content_html)
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        self.add_in_reply_to(handler, entry)
        self.add_picture(handler, entry)


class JsonFeed(SyndicationFeed):
    def write(self, outfile: Any, encoding: str) -> None:
        items = [json_item(item["entry"]) for item in self.items]
        feed = {**json_head(self.feed["channel"]), "items": items}
        json.dump(feed, outfile, ensure_ascii=False)


def json_head(channel: Channel) -> dict[str, Any]:
    return _filled(
        {
            "version": JSON_FEED,
            "title": channel.title,
            "home_page_url": channel.page_url,
            "feed_url": channel.self_url,
            "description": channel.subtitle,
            "language": channel.language,
            "next_url": channel.links.get("next"),
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
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [_filled({"name": entry.author.name, "url": entry.author.url})],
            "tags": entry.labels,
        }
    ) | (text or {"content_text": entry.summary})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


FORMATS: dict[str, type[SyndicationFeed]] = {"atom": Atom, "rss": Rss, "json": JsonFeed}
CONTENT_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}


def feed_of(form: str, channel: Channel, entries: list[Entry]) -> SyndicationFeed:
    """Return the feed in a format of `FORMATS`, without the characters that XML leaves out."""
    channel = printable(channel)
    feed = FORMATS[form](
        title=channel.title,
        link=channel.page_url,
        description=channel.subtitle or channel.title,
        subtitle=channel.subtitle or None,
        language=channel.language,
        feed_url=channel.self_url,
        feed_guid=channel.id,
        channel=channel,
    )
    for entry in map(printable, entries):
        _add(feed, entry)
    return feed


def _add(feed: SyndicationFeed, entry: Entry) -> None:
    feed.add_item(
        title=entry.title,
        link=entry.url,
        description=None,  # type: ignore[arg-type]  # where there is one, we write it
        author_name=entry.author.name,
        author_link=entry.author.url or None,
        pubdate=entry.published,
        updateddate=entry.updated,
        comments=entry.comments_url or None,
        unique_id=entry.id,
        unique_id_is_permalink=False,
        categories=entry.labels,
        entry=entry,
    )
