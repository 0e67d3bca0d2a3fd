"""The feeds of posts: of the blog, of a label, of an author."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from blog.feeds.addresses import absolute_html
from blog.feeds.entry import Entry, Moment, Person
from blog.feeds.moved import in_format_of_alt
from blog.feeds.serving import serve_feed
from blog.feeds.source import Source, Text
from blog.models import Label, Post, PostQuerySet, SiteSettings
from blog.pages.listing import BY_DATE, UNDER_LABEL
from blog.seo.illustrations import cover
from blog.site import absolute, site_of
from blog.sql import PostTexts, labels_of, posts_in_feed, texts_of
from images import html
from web.page_tags import note


class PostSource(Source[Post]):
    by = BY_DATE

    def __init__(
        self, posts: PostQuerySet, *, title: str = "", page: str = "", site: SiteSettings
    ) -> None:
        """Take published posts; `title` stands before the blog's own."""
        super().__init__(
            posts.values_list(self.by.time, self.by.number, named=True),
            title=f"{title} · {site.title}" if title else site.title,
            page=page or reverse("blog:home"),
            subtitle=site.description,
        )
        self.labels: dict[int, tuple[str, ...]] = {}

    def rows(self, keys: list[Any]) -> list[Post]:
        posts = posts_in_feed(getattr(key, self.by.number) for key in keys)
        named = defaultdict(list)
        for label in labels_of(post.pk for post in posts):
            named[label.post].append(label.name)
        self.labels = {post.pk: tuple(sorted(named[post.pk])) for post in posts}
        return posts

    def fingerprint(self, post: Post) -> Any:
        labels = self.labels[post.pk]
        return (post.pk, post.updated_at, post.published_at, _writer(post), labels, cover(post))

    def changed_at(self, post: Post) -> datetime:
        return post.changed_at

    def entries(self, posts: list[Post], text: Text) -> list[Entry]:
        texts = {stored.pk: stored for stored in texts_of(post.pk for post in posts)}
        return [
            _entry(post, texts[post.pk], self.labels[post.pk], text)
            for post in posts
            if post.pk in texts
        ]


class LabelSource(PostSource):
    """The posts under a label."""

    by = UNDER_LABEL


def _entry(post: Post, texts: PostTexts, labels: tuple[str, ...], text: Text) -> Entry:
    assert post.published_at  # noqa: S101 - feeds hold published posts
    url = absolute(post.get_absolute_url())
    post.lead_html = texts.lead_html
    return Entry(
        id=post.uid.urn,
        url=url,
        title=post.title,
        author=_writer(post),
        published=Moment.of(post.published_at),
        updated=rfc3339_date(post.changed_at),
        summary=post.summary,
        content_html="" if text == Text.SUMMARY else _content(post, texts, text, url),
        labels=labels,
        picture=cover(post),
        comments_url=f"{url}#comments",
    )


def _content(post: Post, texts: PostTexts, text: Text, url: str) -> str:
    """Return the text's HTML with its cover before it, all of its addresses absolute."""
    is_cut = text == Text.LEAD and post.has_jump
    whole = html.plain(texts.lead_html if is_cut else texts.body_html)
    if post.cover or is_cut:
        context = {"post": post, "text_html": whole, "is_cut": is_cut}
        whole = render_to_string("blog/_feed_content.html", context)
    return absolute_html(whole.strip(), url)


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
