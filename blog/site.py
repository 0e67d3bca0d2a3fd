"""The site itself: its settings, in every template as `site`, and its own address."""

from django.conf import settings
from django.http import HttpRequest

from blog.models import SiteSettings


def site_of(request: HttpRequest) -> SiteSettings:
    """Give the settings, loaded once a request."""
    if not hasattr(request, "site_settings"):
        request.site_settings = SiteSettings.load()  # type: ignore[attr-defined]
    return request.site_settings  # type: ignore[attr-defined,no-any-return]


def site(request: HttpRequest) -> dict[str, SiteSettings]:
    """Context processor: one query a page."""
    return {"site": site_of(request)}


def absolute(path: str) -> str:
    """Put the site's own address before a path; leave a whole address as it is."""
    return settings.SITE_URL + path if path.startswith("/") else path
