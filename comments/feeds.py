"""The feeds of comments: of all, and of each post."""

from datetime import datetime
from typing import Any
from uuid import uuid5

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.blogger import post_numbered
from blog.feeds.addresses import absolute_html
from blog.feeds.entry import Entry, InReplyTo, Moment, Person
from blog.feeds.moved import in_format_of_alt, moved
from blog.feeds.serving import serve_feed
from blog.feeds.source import Source, Text
from blog.markup.plain_text import beginning
from blog.models import Post
from blog.site import absolute, site_of
from comments.models import Comment, CommentQuerySet
from database.keyset import Keyset
from web.page_tags import note

UNREAD = ("post__body", "post__body_html", "post__lead_html", "post__outline")
"""Columns of posts that a feed of comments has no use for."""


class CommentSource(Source[Comment]):
    by = Keyset("created_at")

    def rows(self, keys: list[Comment]) -> list[Comment]:
        return keys

    def fingerprint(self, comment: Comment) -> Any:
        note(f"link:{comment.post_id}", f"user:{comment.author_id}")
        return (
            comment.pk,
            comment.text_html,
            _title(comment),
            _writer(comment),
            _in_reply_to(comment),
        )

    def changed_at(self, comment: Comment) -> datetime:
        return comment.created_at

    def entries(self, comments: list[Comment], text: Text) -> list[Entry]:
        return [_entry(comment, text) for comment in comments]


@require_safe
@in_format_of_alt
def comment_feed(request: HttpRequest, form: str = "atom", text: str = "") -> HttpResponse:
    note("comments")
    site = site_of(request)
    title = _("Comments on %(title)s") % {"title": site.title}
    source = CommentSource(_published(), title=title, page=reverse("blog:home"))
    return serve_feed(request, source, site=site, form=form, text=text)


@require_safe
@in_format_of_alt
def post_comment_feed(
    request: HttpRequest, number: int, form: str = "atom", text: str = ""
) -> HttpResponse:
    """Answer with a post's comments; for Blogger's number, lead to the address by ours."""
    post = post_numbered(number)
    if number != post.pk:
        return moved(request, number=post.pk)
    note(f"thread:{post.pk}", f"post:{post.pk}")
    site = site_of(request)
    title = _("Comments on %(title)s") % {"title": post.title}
    comments = _published().filter(post=post)
    page = post.get_absolute_url()
    source = CommentSource(comments, title=title, page=page, begun_at=post.changed_at)
    return serve_feed(request, source, site=site, form=form, text=text)


def _published() -> CommentQuerySet:
    is_live = Exists(Post.objects.published().filter(pk=OuterRef("post")))
    live = Comment.objects.published().filter(is_live)
    return live.select_related("author", "post", "parent").defer(*UNREAD)


def _entry(comment: Comment, text: Text) -> Entry:
    url, written_at = absolute(comment.get_absolute_url()), Moment.of(comment.created_at)
    return Entry(
        id=_id(comment),
        url=url,
        title=_title(comment),
        author=_writer(comment),
        published=written_at,
        updated=written_at.iso,
        summary=beginning(comment.text_html),
        content_html="" if text == Text.SUMMARY else absolute_html(comment.text_html, url),
        in_reply_to=_in_reply_to(comment),
    )


def _id(comment: Comment) -> str:
    """Return an id that stays when the blog moves to another domain, as its posts' do."""
    return uuid5(comment.post.uid, f"comment {comment.pk}").urn


def _title(comment: Comment) -> str:
    names = {"name": comment.shown_name, "title": comment.post.title}
    return _("%(name)s on “%(title)s”") % names


def _writer(comment: Comment) -> Person:
    page = comment.author.get_absolute_url() if comment.author else comment.url
    return Person(comment.shown_name, absolute(page))


def _in_reply_to(comment: Comment) -> InReplyTo:
    """Return the comment that it answers while readers see it, else the post."""
    parent = comment.parent
    if parent and parent.is_published:
        parent.post = comment.post
        return InReplyTo(_id(parent), absolute(parent.get_absolute_url()))
    return InReplyTo(comment.post.uid.urn, absolute(comment.post.get_absolute_url()))
