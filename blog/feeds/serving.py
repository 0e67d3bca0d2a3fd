"""A feed as the answer to a request: a page of it, or that nothing has changed.

A fingerprint of all that is shown decides which, worked out of small columns: the texts stay in the
database. It is a weak ETag, since it vouches for what is said, not for its bytes, and since a
browser gets the same bytes under another type. A date would not tell that something was deleted,
relabelled or set otherwise, so `Last-Modified` only informs.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import http_date
from django.views.decorators.http import condition

from blog.feeds.entry import Channel, Moment
from blog.feeds.formats import CONTENT_TYPES, FORMATS
from blog.feeds.paging import FeedPage, Window
from blog.feeds.source import BLOGGER_TEXT, Row, Source, Text
from blog.models import SiteSettings
from blog.site import absolute

CACHING = "public, no-cache"
"""Kept by anyone, but revalidated each time: a hub fetches at the moment it is told to."""


def serve_feed(
    request: HttpRequest,
    source: Source[Row],
    *,
    site: SiteSettings,
    form: str,
    text: str = "",
) -> HttpResponse:
    """Return a page of a feed in a format of `formats.FORMATS`, or a 304.

    `text` is Blogger's word for how much of each entry there is; else the site's settings say it.

    Raises:
        BadRequest: for a malformed cursor.

    """
    length = BLOGGER_TEXT.get(text) or Text(site.feed_text)
    page = Window(request.GET.dict(), by=source.by).page(source.keys)
    rows = source.rows(page.keys)
    channel = channel_of(source, page, rows, site, path=escape_uri_path(request.path))
    fingerprint = fingerprint_of(channel, form, length, [source.fingerprint(row) for row in rows])

    @condition(etag_func=lambda _request: fingerprint)
    def write(_request: HttpRequest) -> HttpResponse:
        feed = FORMATS[form](channel, source.entries(rows, length))
        return HttpResponse(feed, content_type=CONTENT_TYPES[form])

    response = _dated(write(request), map(source.changed_at, rows))
    return _for_reader(request, _for_hub(response, channel))


def _dated(response: HttpResponse, changes: Iterable[datetime]) -> HttpResponse:
    if changed_at := max(changes, default=None):
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def channel_of(
    source: Source[Row], page: FeedPage, rows: list[Row], site: SiteSettings, *, path: str
) -> Channel:
    """Return the description of a page of the feed at a path."""
    own = absolute(path)
    return Channel(
        id=own,
        title=source.title,
        subtitle=source.subtitle,
        page_url=absolute(source.page),
        self_url=own + page.own,
        language=settings.LANGUAGE_CODE,
        updated=Moment.of(max(map(source.changed_at, rows), default=source.begun_at)),
        accent=site.accent,
        hub="" if page.own else site.websub_hub,
        links=tuple((relation, own + query) for relation, query in page.links.items()),
    )


def fingerprint_of(*parts: Any) -> str:
    """Return a weak ETag of values that differ in their `repr`."""
    return f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _for_hub(response: HttpResponse, channel: Channel) -> HttpResponse:
    """Name the hub and the topic in the headers, where a hub looks first."""
    if channel.hub:
        hub, topic = iri_to_uri(channel.hub), iri_to_uri(channel.self_url)
        response.headers["Link"] = f'<{hub}>; rel="hub", <{topic}>; rel="self"'
    return response


def _for_reader(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let a browser show a feed that is opened in it: under a feed's own type it would not."""
    is_opened = request.headers.get("Sec-Fetch-Dest") == "document"
    if is_opened and "+xml" in response.headers.get("Content-Type", ""):
        response.headers["Content-Type"] = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = CACHING
    patch_vary_headers(response, ["Sec-Fetch-Dest"])
    return response
