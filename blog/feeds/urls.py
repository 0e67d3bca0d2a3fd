from django.urls import path, re_path
from django.views.generic import RedirectView

from blog.blogger import numbered_post
from blog.feeds import blogger, posts
from blog.feeds.paths import feed_paths

MOVED = {"pattern_name": "blog:post-feed", "permanent": True, "query_string": True}

urlpatterns = [
    *feed_paths("posts", posts.post_feed, name="post-feed"),
    *feed_paths("label/<slug:slug>", posts.label_feed, name="label-feed"),
    *feed_paths("author/<slug:slug>", posts.author_feed, name="author-feed"),
    path("feeds/posts/<feed_text:text>", posts.post_feed, name="post-text-feed"),
    re_path(
        r"^feeds/posts/(?P<text>default|full|summary)/-/(?P<names>.+)$",
        blogger.labels_feed,
        name="labels-feed",
    ),
    path("feeds/posts/default/<int:number>", numbered_post, name="numbered-post"),
    path("atom.xml", RedirectView.as_view(**MOVED), name="atom-file"),
    path("rss.xml", RedirectView.as_view(**MOVED), {"form": "rss"}, name="rss-file"),
]
