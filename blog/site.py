"""The site's settings, in every template as `site`."""

from django.http import HttpRequest

from blog.models import SiteSettings


def site(_request: HttpRequest) -> dict[str, SiteSettings]:
    """Context processor: one query a page."""
    return {"site": SiteSettings.load()}
