"""The description of a post or a page, for where only its link is seen."""

from blog.markup.plain_text import beginning
from blog.models import Post, Publication


def description_of(publication: Publication) -> str:
    """Return what its author wrote for it, else the beginning of its text, else its title."""
    shown = (
        publication.summary if isinstance(publication, Post) else beginning(publication.body_html)
    )
    return publication.description or shown or publication.title
