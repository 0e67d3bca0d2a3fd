"""Tags for templates: how many comments there are, their thread, the form."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from blog.models import Post
from comments import sql
from comments.cards import CommentCard
from comments.forms import BlankForm, CommentForm
from comments.guards import may_comment
from comments.linked_data import comments_data
from comments.pending_link import pending_number
from comments.thread import Thread, thread_of
from web.partials import cached_partial
from web.reversing import cached_reverse

register = template.Library()
register.filter(comments_data)


@register.simple_tag
def comment_counts(posts: Iterable[Post]) -> dict[int, int]:
    """Return how many published comments each post has that has any, in one query."""
    return sql.comment_counts(post.pk for post in posts)


@register.filter
def count_for(counts: dict[int, int], post: Post) -> str:
    """Say how many comments a post has, if it has any or may get some."""
    number = counts.get(post.pk, 0)
    return (
        cached_partial("comments/_count.html")(count=number) if number or post.comments_open else ""
    )


@register.simple_tag(takes_context=True)
def comment_thread(context: Context, post: Post) -> Thread:
    return thread_of(post, pending=pending_number(context["request"]))


@register.simple_tag(takes_context=True)
def comments_section(context: Context, post: Post, thread: Thread) -> SafeString:
    """Write a post's comments, and the form for one more."""
    form = _form_for(context, post)
    return cached_partial("comments/_comments.html")(
        count=thread.count,
        thread=_thread_html(thread, may_reply=bool(form)),
        form=_form_html(context, post, form),
    )


def _thread_html(thread: Thread, *, may_reply: bool) -> SafeString:
    comment, branch = map(cached_partial, ("comments/_comment.html", "comments/_branch.html"))

    def html_of(card: CommentCard) -> SafeString:
        return comment(comment=card, may_reply=may_reply)

    branches = [
        (branch(comment=html_of(root), replies=tuple(map(html_of, replies))),)
        for root, replies in thread.branches
    ]
    return format_html_join("", "{}", branches)


def _form_for(context: Context, post: Post) -> CommentForm | BlankForm | None:
    """Return the form that was sent, else a fresh one; none where this reader may not comment."""
    if "comment_form" in context:
        return context["comment_form"]  # type: ignore[no-any-return]
    reader = context["reader"]
    if not may_comment(reader, post, context["site"]):
        return None
    answered = context["request"].GET.get("reply", "")
    if not answered and not reader.is_authenticated:
        return BlankForm(post)
    target = post.comments.answerable(answered)
    return CommentForm(post=post, reader=reader, reply_to=target)


def _form_html(context: Context, post: Post, form: CommentForm | BlankForm | None) -> str:
    if isinstance(form, BlankForm):
        return str(form)
    shown = {name: context.get(name) for name in ("reader", "site", "csrf_token")}
    if form is None:
        return render_to_string("comments/_closed.html", {"post": post, **shown})
    page, action = post.get_absolute_url(), cached_reverse("comments:submit-comment", post.pk)
    shown |= {"form": form, "page": page, "action": action}
    return render_to_string("comments/_form.html", shown)
