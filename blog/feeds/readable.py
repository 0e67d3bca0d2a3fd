"""The page that a person sees who opens a feed in a browser, made of elements within the feed.

They are XHTML, which feed readers skip as foreign markup; `static/css/feed.css` hides the rest.
None has the name of one of the feed's own elements, for readers that look at names alone.
"""

from xml.sax.xmlreader import AttributesImpl

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from blog.feeds.entry import Channel, Entry
from blog.pages.dates import long_date

XHTML = "http://www.w3.org/1999/xhtml"
VIEWPORT = {"name": "viewport", "content": "width=device-width, initial-scale=1"}


def introduce(handler: SimplerXMLGenerator, channel: Channel) -> None:
    """Write what this is, what to do with it, and a link to the page that it follows."""
    handler.addQuickElement("h:meta", None, VIEWPORT)
    handler.startElement("h:div", AttributesImpl({"class": "about"}))
    handler.startElement("h:h1", AttributesImpl({}))
    _link(handler, channel.page_url, channel.title)
    handler.endElement("h:h1")
    if channel.subtitle:
        handler.addQuickElement("h:p", channel.subtitle, {"class": "description"})
    handler.addQuickElement(
        "h:p",
        _(
            "This is a subscription: copy the address of this page into your feed reader, "
            "and it will show you what is new here."
        ),
    )
    handler.addQuickElement("h:code", channel.self_url)
    handler.endElement("h:div")


def conclude(handler: SimplerXMLGenerator, channel: Channel) -> None:
    """Write a link to older entries."""
    if older := channel.links.get("next"):
        handler.startElement("h:p", AttributesImpl({"class": "older"}))
        _link(handler, older, _("Older entries"))
        handler.endElement("h:p")


def head(handler: SimplerXMLGenerator, entry: Entry) -> None:
    """Write an entry's day and its title, which links to its page."""
    handler.startElement("h:div", AttributesImpl({"class": "head"}))
    day = timezone.localtime(entry.published)
    handler.addQuickElement("h:time", long_date(day), {"datetime": f"{day:%Y-%m-%d}"})
    handler.startElement("h:h2", AttributesImpl({}))
    _link(handler, entry.url, entry.title)
    handler.endElement("h:h2")
    handler.endElement("h:div")


def escaped(text: str) -> str:
    """Return the HTML of plain text, for where a format expects HTML."""
    return str(escape(text))


def _link(handler: SimplerXMLGenerator, url: str, text: str) -> None:
    handler.addQuickElement("h:a", text, {"href": url})
