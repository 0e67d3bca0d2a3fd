"""Counts requests as views: sums of a day, bounded whatever was sent."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, resolve

from blog.models.statistics import PageKind
from blog.statistics.agents import is_robot, subscription

MAX_COUNTED = 5_000
"""Keys of each of the sums that wait to be stored."""

HOST = re.compile(r"(?=.{3,100}$)[a-z0-9-]+(\.[a-z0-9-]+)+")
FEEDS = {"blog:post-feed", "blog:post-text-feed"}
"""Of the whole blog: whoever follows a label or the comments is not counted again."""

KINDS = {
    "accounts:author-page": PageKind.LIST,
    "blog:archive-index": PageKind.LIST,
    "blog:day-archive": PageKind.LIST,
    "blog:home": PageKind.HOME,
    "blog:label-index": PageKind.LIST,
    "blog:label-page": PageKind.LIST,
    "blog:month-archive": PageKind.LIST,
    "blog:post-page": PageKind.POST,
    "blog:search": PageKind.SEARCH,
    "blog:static-page": PageKind.PAGE,
    "blog:year-archive": PageKind.LIST,
}


class Visit(NamedTuple):
    """A request that was answered, as the browser sent it, or as a page's beacon reported it."""

    path: str
    referrer: str
    agent: str
    by_beacon: bool = False


@dataclass
class VisitCounter:
    """Sums that wait to be stored."""

    kinds: Counter[tuple[date, str]] = field(default_factory=Counter)
    """Views of all but posts, by day and kind."""
    posts: Counter[tuple[date, str]] = field(default_factory=Counter)
    """Views by day and path, of posts if there are live ones at these paths."""
    hosts: Counter[tuple[date, str]] = field(default_factory=Counter)
    readers: dict[tuple[date, str], tuple[str, int]] = field(default_factory=dict)
    """Name and subscribers, by day and key."""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.posts or self.hosts or self.readers)

    def add(self, visits: Mapping[Visit, int], *, day: date, pages_by_beacon: bool) -> None:
        """Add requests of a day, each with how often it was made."""
        for visit, times in visits.items():
            name = view_name(visit.path)
            if name in FEEDS:
                self._add_reader(visit, day)
            elif name in KINDS and (visit.by_beacon or not pages_by_beacon):
                self._add_page(visit, KINDS[name], times, day)

    def _add_reader(self, visit: Visit, day: date) -> None:
        if not visit.by_beacon and (found := subscription(visit.agent, visit.path, day)):
            before = self.readers.get((day, found.key), ("", 0))[1]
            if before or len(self.readers) < MAX_COUNTED:
                most = max(found.subscribers, before)
                self.readers[day, found.key] = (found.name, most)

    def _add_page(self, visit: Visit, kind: PageKind, times: int, day: date) -> None:
        if is_robot(visit.agent):
            return
        if kind == PageKind.POST:
            _add(self.posts, (day, visit.path.removeprefix("/")), times)
        else:
            _add(self.kinds, (day, str(kind)), times)
        if host := host_of(visit.referrer):
            _add(self.hosts, (day, host), times)


def _add(sums: Counter[Any], key: Any, times: int) -> None:
    """Add to a sum; where there are too many, as in a flood, to none that is new."""
    if key in sums or len(sums) < MAX_COUNTED:
        sums[key] += times


@lru_cache(2000)
def view_name(path: str) -> str:
    """Return the name of the view at a path; empty where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


@lru_cache(2000)
def host_of(referrer: str) -> str:
    """Return the host of a link on another site; empty for one of ours, or what is no address."""
    try:
        host = (urlsplit(referrer).hostname or "").lower()
    except ValueError:
        return ""
    ours = [name for name in (settings.SITE_HOST, *settings.ALLOWED_HOSTS) if name != "*"]
    if not HOST.fullmatch(host) or validate_host(host, ours):
        return ""
    return host.removeprefix("www.")
