"""Sitemaps as XML: the protocol of sitemaps.org, with Google's extension for pictures."""

from collections.abc import Iterable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from blog.seo.sitemaps import Entry
from blog.site import absolute
from web.w3c_date import w3c_date

PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
PICTURES = "http://www.google.com/schemas/sitemap-image/1.1"


def index_xml(files: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return the index of files, each given by its path and its last change."""
    index = Element("sitemapindex", {"xmlns": PROTOCOL})
    for path, changed_at in files:
        _locate(SubElement(index, "sitemap"), path, changed_at)
    return _document(index)


def sitemap_xml(entries: Iterable[Entry]) -> bytes:
    """Return a file with its entries."""
    addresses = Element("urlset", {"xmlns": PROTOCOL, "xmlns:image": PICTURES})
    for entry in entries:
        address = SubElement(addresses, "url")
        _locate(address, entry.path, entry.changed_at)
        for picture in entry.pictures:
            SubElement(SubElement(address, "image:image"), "image:loc").text = picture
    return _document(addresses)


def _locate(element: Element, path: str, changed_at: datetime | None) -> None:
    SubElement(element, "loc").text = absolute(path)
    if changed_at:
        SubElement(element, "lastmod").text = w3c_date(changed_at)


def _document(root: Element) -> bytes:
    return bytes(tostring(root, "utf-8", xml_declaration=True))
