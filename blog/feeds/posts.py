"""The feeds of posts: of the blog, of a label, of an author."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from blog.feeds.addresses import absolute_html
from blog.feeds.entry import Entry, Person
from blog.feeds.moved import in_format_of_alt
from blog.feeds.serving import serve_feed
from blog.feeds.source import Source, Text
from blog.models import Label, Post, PostQuerySet, SiteSettings
from blog.pages.listing import BY_DATE, UNDER_LABEL
from blog.seo.illustrations import cover
from blog.site import absolute, site_of
from images import html
from web.page_tags import note

TEXTS = ("body", "body_html", "lead_html", "outline")
"""Left in the database until it is certain that the feed must be written."""


class PostSource(Source[Post]):
    by = BY_DATE

    def __init__(
        self, posts: PostQuerySet, *, title: str = "", page: str = "", site: SiteSettings
    ) -> None:
        """Take published posts; `title` stands before the blog's own."""
        super().__init__(
            posts.for_lists().prefetch_related("labels").defer(*TEXTS),
            title=f"{title} · {site.title}" if title else site.title,
            page=page or reverse("blog:home"),
            subtitle=site.description,
        )

    def fingerprint(self, post: Post) -> Any:
        labels = [label.name for label in post.labels.all()]
        note(f"post:{post.pk}", f"user:{post.author_id}")
        note(f"picture:{post.cover_id}", *(f"label:{label.slug}" for label in post.labels.all()))
        return (post.pk, post.updated_at, post.published_at, _writer(post), labels, cover(post))

    def changed_at(self, post: Post) -> datetime:
        return post.changed_at

    def entries(self, posts: list[Post], text: Text) -> list[Entry]:
        numbers = [post.pk for post in posts]
        texts = Post.objects.only("body_html", "lead_html").in_bulk(numbers)
        for post in posts:
            if stored := texts.get(post.pk):
                post.body_html, post.lead_html = stored.body_html, stored.lead_html
        return [_entry(post, text) for post in posts if post.pk in texts]


class LabelSource(PostSource):
    """The posts under a label."""

    by = UNDER_LABEL


def _entry(post: Post, text: Text) -> Entry:
    assert post.published_at  # noqa: S101 - feeds hold published posts
    url = absolute(post.get_absolute_url())
    return Entry(
        id=post.uid.urn,
        url=url,
        title=post.title,
        author=_writer(post),
        published=post.published_at,
        updated=post.changed_at,
        summary=post.summary,
        content_html="" if text == Text.SUMMARY else absolute_html(_content(post, text), url),
        labels=[label.name for label in post.labels.all()],
        picture=cover(post),
        comments_url=f"{url}#comments",
    )


def _content(post: Post, text: Text) -> str:
    is_cut = text == Text.LEAD and post.has_jump
    text_html = html.plain(post.lead_html if is_cut else post.body_html)
    context = {"post": post, "text_html": text_html, "is_cut": is_cut}
    return render_to_string("blog/_feed_content.html", context).strip()


def _writer(post: Post) -> Person:
    return Person(str(post.author), absolute(post.author.get_absolute_url()))


@require_safe
@in_format_of_alt
def post_feed(request: HttpRequest, form: str = "atom", text: str = "") -> HttpResponse:
    note("posts")
    site = site_of(request)
    source = PostSource(Post.objects.published(), site=site)
    return serve_feed(request, source, site=site, form=form, text=text)


@require_safe
def label_feed(request: HttpRequest, slug: str, form: str = "atom") -> HttpResponse:
    label = get_object_or_404(Label.objects.in_use(), slug=slug)
    note(f"label:{slug}", f"labelled:{label.pk}")
    site = site_of(request)
    posts = Post.objects.published().labelled(label)
    source = LabelSource(posts, title=label.name, page=label.get_absolute_url(), site=site)
    return serve_feed(request, source, site=site, form=form)


@require_safe
def author_feed(request: HttpRequest, slug: str, form: str = "atom") -> HttpResponse:
    author = get_object_or_404(User, slug=slug)
    note(f"user:{author.pk}", f"author:{author.pk}")
    site = site_of(request)
    posts = Post.objects.published().filter(author=author)
    title = _("Posts by %(name)s") % {"name": author}
    source = PostSource(posts, title=title, page=author.get_absolute_url(), site=site)
    return serve_feed(request, source, site=site, form=form)
