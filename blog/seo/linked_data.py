"""What a page is about, in the words of schema.org: dictionaries made of what is loaded."""

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
from web.reversing import cached_reverse as address_of
from web.w3c_date import w3c_date

Thing = dict[str, Any]
Crumb = tuple[str, str]
"""A name and a path."""


def document(*things: Thing) -> Thing:
    """Gather what one page is about."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def website(site: SiteSettings) -> Thing:
    """Describe the site, and how to search it."""
    results = absolute(address_of("blog:search")) + "?q={search_term_string}"
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
    """Describe the blog, and announce what its front page shows."""
    return {
        "@type": "Blog",
        "@id": absolute("/#blog"),
        **_about_the_blog(site),
        "blogPost": [_announcement(post) for post in posts],
    }


def blog_posting(
    site: SiteSettings,
    post: Post,
    *,
    labels: Iterable[Link] = (),
    comments: Iterable[Thing] = (),
    comment_count: int = 0,
) -> Thing:
    """Describe a post as its page shows it, with the comments given, of so many in all."""
    return _said(
        {
            **_announcement(post),
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
        "mainEntity": _said(whole),
    }


def person(author: User) -> Thing:
    picture = avatar_url(author.avatar.name)
    return person_called(str(author), path=author.get_absolute_url(), picture=picture)


def person_called(name: str, *, path: str, picture: str) -> Thing:
    """Describe somebody who writes here, by the addresses of their page and their picture."""
    address = absolute(path)
    return _said(
        {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": name,
            "url": address,
            "image": absolute(picture) if picture else "",
        }
    )


def breadcrumbs(*crumbs: Crumb) -> Thing:
    """Return the way from the home page to a page, the page itself last."""
    way = [(_("Home page"), address_of("blog:home")), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(way, start=1)
        ],
    }


def way_to_post(post: Post) -> Thing:
    month = timezone.localdate(post.published_at)
    return breadcrumbs(*_dates(month, "month"), (post.title, post.get_absolute_url()))


def way_to_labels(label: Label | None = None) -> Thing:
    """Return the way to the index of labels, or to a label in it."""
    index = (_("Labels"), address_of("blog:label-index"))
    return breadcrumbs(index, *([(label.name, label.get_absolute_url())] if label else []))


def way_to_archive() -> Thing:
    return breadcrumbs((_("Blog archive"), address_of("blog:archive-index")))


def way_to_period(first: date, scale: str) -> Thing:
    """Return the way to the archive of a year, a month or a day, whose first day is given."""
    return breadcrumbs(*_dates(first, scale))


def way_to_author(author: User) -> Thing:
    return breadcrumbs((author.name, author.get_absolute_url()))


def _dates(day: date, scale: str) -> list[Crumb]:
    year, month = day.year, day.month
    crumbs = [
        (str(year), address_of("blog:year-archive", year)),
        (str(MONTHS[month]), address_of("blog:month-archive", year, month)),
        (str(day.day), address_of("blog:day-archive", year, month, day.day)),
    ]
    return crumbs[: ["year", "month", "day"].index(scale) + 1]


def _announcement(post: Post) -> Thing:
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
    return _said(
        {
            "url": absolute(address_of("blog:home")),
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


def _said(thing: Thing) -> Thing:
    """Leave out what is not known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
