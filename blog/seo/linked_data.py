"""What a page is about, in the vocabulary of schema.org: dictionaries made of what is loaded."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from accounts.models import User, avatar_url
from blog.markup.plain_text import beginning
from blog.models import Label, Post, SiteSettings
from blog.pages.links import Link
from blog.seo.descriptions import description_of
from blog.seo.illustrations import Illustration, share_picture
from blog.site import absolute
from web.reversing import cached_reverse
from web.w3c_date import w3c_date

Thing = dict[str, Any]
Crumb = tuple[str, str]
"""A name and a path."""


def document(*things: Thing) -> Thing:
    """Return what one page is about as one document."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def website(site: SiteSettings) -> Thing:
    """Describe the site, and how to search it."""
    results = absolute(cached_reverse("blog:search")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        **_about_the_blog(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": results},
            "query-input": "required name=search_term_string",
        },
    }


def blog(site: SiteSettings, posts: Iterable[Post]) -> Thing:
    """Describe the blog, with the posts that its front page shows."""
    return {
        "@type": "Blog",
        "@id": absolute("/#blog"),
        **_about_the_blog(site),
        "blogPost": [_posting(post) for post in posts],
    }


def blog_posting(
    site: SiteSettings,
    post: Post,
    *,
    labels: Iterable[Link] = (),
    comments: Iterable[Thing] = (),
    comment_count: int = 0,
) -> Thing:
    """Describe a post as its page shows it, with some of its comments, and how many there are."""
    return _filled(
        {
            **_posting(post),
            "mainEntityOfPage": absolute(post.get_absolute_url()),
            "isBasedOn": post.canonical_url,
            "isPartOf": {"@type": "Blog", "@id": absolute("/#blog"), "name": site.title},
            "description": description_of(post),
            "image": _image(share_picture(site, post)),
            "dateModified": w3c_date(post.changed_at),
            "keywords": [label.name for label in labels],
            "wordCount": post.words,
            "inLanguage": settings.LANGUAGE_CODE,
            "commentCount": comment_count,
            "comment": list(comments),
        }
    )


def profile_page(author: User) -> Thing:
    """Describe a person's page, and them in full."""
    address = absolute(author.get_absolute_url())
    links = [link.url for link in author.links.all()]
    whole = {**person(author), "description": beginning(author.biography_html), "sameAs": links}
    return {
        "@type": "ProfilePage",
        "@id": f"{address}#page",
        "url": address,
        "name": author.name,
        "mainEntity": _filled(whole),
    }


def person(author: User) -> Thing:
    picture = avatar_url(author.avatar.name)
    return person_called(str(author), path=author.get_absolute_url(), picture=picture)


def person_called(name: str, *, path: str, picture: str) -> Thing:
    """Describe somebody who writes here, by the addresses of their page and their picture."""
    address = absolute(path)
    return _filled(
        {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": name,
            "url": address,
            "image": absolute(picture) if picture else "",
        }
    )


def breadcrumbs(*crumbs: Crumb) -> Thing:
    """Return the path from the home page to a page, which is the last crumb."""
    path = [(_("Home page"), cached_reverse("blog:home")), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(url)}
            for place, (name, url) in enumerate(path, start=1)
        ],
    }


def post_breadcrumbs(post: Post) -> Thing:
    month = timezone.localdate(post.published_at)
    return breadcrumbs(*_dates(month, "month"), (post.title, post.get_absolute_url()))


def label_breadcrumbs(label: Label | None = None) -> Thing:
    """Return the breadcrumbs of the index of labels, or of a label in it."""
    index = (_("Labels"), cached_reverse("blog:label-index"))
    return breadcrumbs(index, *([(label.name, label.get_absolute_url())] if label else []))


def archive_breadcrumbs() -> Thing:
    return breadcrumbs((_("Blog archive"), cached_reverse("blog:archive-index")))


def period_breadcrumbs(first: date, scale: str) -> Thing:
    """Return the breadcrumbs of the archive of a year, a month or a day, by its first day."""
    return breadcrumbs(*_dates(first, scale))


def author_breadcrumbs(author: User) -> Thing:
    return breadcrumbs((author.name, author.get_absolute_url()))


def _dates(day: date, scale: str) -> list[Crumb]:
    names = {"year": str(day.year), "month": str(MONTHS[day.month]), "day": str(day.day)}
    parts = (day.year, day.month, day.day)[: [*names].index(scale) + 1]
    return [
        (names[each], cached_reverse(f"blog:{each}-archive", *parts[:place]))
        for place, each in enumerate([*names][: len(parts)], start=1)
    ]


def _posting(post: Post) -> Thing:
    address = absolute(post.get_absolute_url())
    return {
        "@type": "BlogPosting",
        "@id": f"{address}#post",
        "url": address,
        "headline": post.title,
        "datePublished": w3c_date(post.published_at or post.updated_at),
        "author": person(post.author),
    }


def _about_the_blog(site: SiteSettings) -> Thing:
    return _filled(
        {
            "url": absolute(cached_reverse("blog:home")),
            "name": site.title,
            "description": site.description,
            "inLanguage": settings.LANGUAGE_CODE,
        }
    )


def _image(picture: Illustration | None) -> Thing | None:
    if not picture:
        return None
    size = {"width": picture.width, "height": picture.height}
    return {"@type": "ImageObject", "url": picture.url, **size, "caption": picture.alt}


def _filled(thing: Thing) -> Thing:
    """Return a thing without what is empty."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
