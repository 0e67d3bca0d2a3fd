"""Blogger's other feeds of posts: with whole texts, with summaries, of several labels at once."""

from functools import reduce

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.blogger import labels_named
from blog.feeds.alt import format_of
from blog.feeds.posts import PostSource
from blog.feeds.serving import answer
from blog.feeds.source import Text
from blog.label_names import MOST
from blog.models import Label, Post, PostQuerySet, SiteSettings

TEXT = {"full": Text.WHOLE, "summary": Text.SUMMARY}


@require_safe
def text_feed(request: HttpRequest, text: str) -> HttpResponse:
    """Give the blog's posts whole (`full`) or as summaries, in the format that `alt` asks for."""
    return _answer(request, Post.objects.published(), text=text)


@require_safe
def labels_feed(request: HttpRequest, names: str, text: str) -> HttpResponse:
    """Give the posts that have all the labels named between slashes, in any case of letters.

    One label's feed has an address of its own: it is led to.
    """
    wanted = names.strip("/").split("/")
    if len(wanted) > MOST:
        raise Http404
    labels = labels_named(wanted)
    if len(labels) == 1 and text == "default":
        return HttpResponsePermanentRedirect(_label_address(request, labels[0]))
    posts = reduce(lambda rows, label: rows.filter(labels=label), labels, Post.objects.published())
    if not posts.exists():
        raise Http404
    title = " + ".join(label.name for label in labels)
    return _answer(request, posts, text=text, title=title)


def _answer(
    request: HttpRequest, posts: PostQuerySet, *, text: str, title: str = ""
) -> HttpResponse:
    site = SiteSettings.load()
    source = PostSource(posts, title=title, site=site)
    form = format_of(request.GET)
    return answer(request, source, site=site, form=form, text=TEXT.get(text))


def _label_address(request: HttpRequest, label: Label) -> str:
    form = format_of(request.GET)
    parts = {"slug": label.slug} | ({"form": form} if form != "atom" else {})
    query = request.GET.copy()
    query.pop("alt", None)
    path = reverse("blog:label-feed", kwargs=parts)
    return f"{path}?{query.urlencode()}" if query else path
