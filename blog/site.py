"""The site: its settings, in every template as `site`, and its own address."""

from django.conf import settings
from django.http import HttpRequest

from accounts.reader import is_anonymous
from blog.models import SiteSettings
from blog.sql import site_settings
from web.tagged_cache import cached

SAFE = {"GET", "HEAD"}


def site_of(request: HttpRequest) -> SiteSettings:
    """Return the settings, fetched once a request; for anonymous readers, once a change of them."""
    if not hasattr(request, "site_settings"):
        is_shared = request.method in SAFE and is_anonymous(request)
        request.site_settings = shared_settings() if is_shared else site_settings()  # type: ignore[attr-defined]
    return request.site_settings  # type: ignore[attr-defined,no-any-return]


def shared_settings() -> SiteSettings:
    """Return the settings for what is the same for all readers."""
    return cached("settings", site_settings)


def site(request: HttpRequest) -> dict[str, SiteSettings]:
    """Context processor: `site` in every template, one query a page at most."""
    return {"site": site_of(request)}


def absolute(path: str) -> str:
    """Return a path as an address of the site; an absolute address as it is."""
    return settings.SITE_URL + path if path.startswith("/") else path
