"""What templates ask of the comments: how many, their thread, the form."""

from collections.abc import Iterable

from django import template
from django.db.models import Count
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.models import Post
from comments.forms import CommentForm
from comments.held import number_held
from comments.linked_data import comments_data
from comments.models import Comment
from comments.moderation import may_comment
from comments.shown import shown
from comments.thread import Thread, thread_of

_empty_fields: dict[str, SafeString] = {}
"""By language."""

register = template.Library()
register.filter(comments_data)
register.filter(shown)


@register.simple_tag
def comment_counts(posts: Iterable[Post]) -> dict[int, int]:
    """Count the published comments of each post that has any, in one query."""
    published = Comment.objects.published().filter(post__in=list(posts))
    return dict(published.order_by().values_list("post").annotate(Count("pk")))


@register.filter
def count_for(counts: dict[int, int], post: Post) -> int:
    return counts.get(post.pk, 0)


@register.simple_tag(takes_context=True)
def comment_thread(context: Context, post: Post) -> Thread:
    return thread_of(post, held=number_held(context["request"]))


@register.simple_tag
def fields_of(form: CommentForm) -> SafeString:
    """Write the fields that people see: a stranger's empty ones are always the same."""
    if form.is_bound or form.instance.author:
        return render_to_string("comments/_fields.html", {"form": form})
    language = get_language()
    if language not in _empty_fields:
        _empty_fields[language] = render_to_string("comments/_fields.html", {"form": form})
    return _empty_fields[language]


@register.simple_tag(takes_context=True)
def comment_form(context: Context, post: Post) -> CommentForm | None:
    """Give the form that was sent, else a fresh one, else none where this reader may not write."""
    if "comment_form" in context:
        return context["comment_form"]  # type: ignore[no-any-return]
    reader = context["reader"]
    if not may_comment(reader, post, context["site"]):
        return None
    target = post.comments.answerable(context["request"].GET.get("reply", ""))
    return CommentForm(post=post, reader=reader, reply_to=target)
