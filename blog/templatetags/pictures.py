"""Pictures in templates: as readers' browsers can choose among their files."""

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from blog import markup
from blog.models import Picture
from blog.pictures.uses import links_for
from images import html
from images.html import ResponsiveImage

register = template.Library()


@register.simple_tag
def header_picture(shown: ResponsiveImage) -> SafeString:
    """Write the blog's header picture, whose place its CSS fills."""
    return markup.picture(shown, sizes=html.ACROSS, alt="")


@register.filter
def uses_for(shown: Picture, user: User) -> list[str]:
    """Return links to what shows a picture, as far as a user may know."""
    return links_for(user, shown)


@register.filter
def first_picture_first(page: str) -> str:
    """Have the first picture of a page fetched at once: for `{% filter %}`, around its HTML."""
    return html.prioritise_first_image(page)
