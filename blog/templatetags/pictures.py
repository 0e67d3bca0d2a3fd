"""Pictures in templates: as readers' browsers can choose among their files."""

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from blog import markup
from blog.models import Picture
from blog.pictures.uses import links_for
from images import html
from images.html import ResponsiveImage

SIZES = {"cover": html.IN_COLUMN, "header": html.ACROSS}

register = template.Library()


@register.simple_tag
def picture(shown: ResponsiveImage, place: str, *, alt: str, **attributes: str) -> SafeString:
    """Write the picture of a place that its CSS fills: a `cover` or a `header`."""
    return markup.picture(shown, sizes=SIZES[place], alt=alt, **attributes)


@register.filter
def uses_for(shown: Picture, user: User) -> list[str]:
    """Return links to what shows a picture, as far as a user may know."""
    return links_for(user, shown)


@register.filter
def first_picture_first(page: str) -> str:
    """Have the first picture of a page fetched at once: for `{% filter %}`, around its HTML."""
    return html.prioritise_first_image(page)
