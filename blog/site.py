"""The site itself: its settings, in every template as `site`, and its own address."""

from django.conf import settings
from django.http import HttpRequest

from blog.models import SiteSettings


def site(_request: HttpRequest) -> dict[str, SiteSettings]:
    """Context processor: one query a page."""
    return {"site": SiteSettings.load()}


def absolute(path: str) -> str:
    """Put the site's own address before a path; leave a whole address as it is."""
    return settings.SITE_URL + path if path.startswith("/") else path
