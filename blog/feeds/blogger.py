"""Blogger's feeds of one or of several labels, `/feeds/posts/default/-/X/Y`."""

from functools import reduce

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog.blogger import labels_between_slashes
from blog.feeds.moved import format_of, moved_to
from blog.feeds.posts import PostSource
from blog.feeds.serving import serve_feed
from blog.models import Post
from blog.pages.label_names import MAX_LABELS
from blog.site import site_of
from web.page_tags import note


@require_safe
def labels_feed(request: HttpRequest, names: str, text: str) -> HttpResponse:
    """Serve the posts that have all the labels named between slashes, in any case of letters.

    One label's feed has an address of its own, to which this one redirects.
    """
    parts = names.strip("/").split("/")
    if len(parts) > MAX_LABELS:
        raise Http404
    labels = labels_between_slashes(parts)
    form = format_of(request.GET)
    if len(labels) == 1 and text == "default":
        return moved_to("blog:label-feed", {"slug": labels[0].slug, "form": form}, request.GET)
    note("labels", *(f"labelled:{label.pk}" for label in labels))
    posts = reduce(lambda rows, label: rows.filter(labels=label), labels, Post.objects.published())
    if not posts.exists():
        raise Http404
    site = site_of(request)
    source = PostSource(posts, title=" + ".join(map(str, labels)), site=site)
    return serve_feed(request, source, site=site, form=form, text=text)
