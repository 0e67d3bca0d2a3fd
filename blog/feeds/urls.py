"""One rule for all feeds: `default`, as Blogger calls it, is Atom; the others bear their names."""

from django.urls import path, re_path, register_converter
from django.views.generic import RedirectView

from blog.blogger import numbered_post
from blog.converters import FeedFormat, FeedText
from blog.feeds import blogger, posts

register_converter(FeedFormat, "format")
register_converter(FeedText, "feed_text")

MOVED = {"pattern_name": "blog:post-feed", "permanent": True, "query_string": True}

urlpatterns = [
    path("feeds/posts/default", posts.post_feed, name="post-feed"),
    path("feeds/posts/<format:form>", posts.post_feed, name="post-feed"),
    path("feeds/label/<slug:slug>/default", posts.label_feed, name="label-feed"),
    path("feeds/label/<slug:slug>/<format:form>", posts.label_feed, name="label-feed"),
    path("feeds/author/<slug:slug>/default", posts.author_feed, name="author-feed"),
    path("feeds/author/<slug:slug>/<format:form>", posts.author_feed, name="author-feed"),
    path("feeds/posts/<feed_text:text>", blogger.text_feed, name="text-feed"),
    re_path(
        r"^feeds/posts/(?P<text>default|full|summary)/-/(?P<names>.+)$",
        blogger.labels_feed,
        name="labels-feed",
    ),
    re_path(
        r"^feeds/posts/(?:default|full|summary)/(?P<number>\d{1,20})$",
        numbered_post,
        name="numbered-post",
    ),
    path("atom.xml", RedirectView.as_view(**MOVED), name="atom-file"),
    path("rss.xml", RedirectView.as_view(**MOVED), {"form": "rss"}, name="rss-file"),
]
