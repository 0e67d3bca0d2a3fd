"""Pictures in templates: as readers' browsers can choose among their files."""

from django import template
from django.utils.safestring import SafeString

from blog import markup
from blog.models import Picture
from blog.pictures import html
from blog.pictures.uses import Use, uses_of

SIZES = {"cover": html.IN_COLUMN, "header": html.ACROSS}

register = template.Library()


@register.simple_tag
def picture(shown: Picture, place: str, *, alt: str, **attributes: str) -> SafeString:
    """Write the picture of a place that its CSS fills: a `cover` or a `header`."""
    return markup.picture(shown.depicted, sizes=SIZES[place], alt=alt, **attributes)


@register.filter
def uses(shown: Picture) -> list[Use]:
    """Give what shows a picture."""
    return list(uses_of(shown))


@register.filter
def first_picture_first(page: str) -> str:
    """Have the first picture of a page fetched at once: for `{% filter %}`, around its HTML."""
    return html.hasten(page)
