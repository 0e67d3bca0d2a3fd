from django.urls import path

from blog.feeds.paths import feed_paths
from comments import feeds, views

POST = "<int:number>/comments"

app_name = "comments"

urlpatterns = [
    *feed_paths("comments", feeds.comment_feed, name="comment-feed"),
    path("feeds/comments/<feed_text:text>", feeds.comment_feed, name="comment-text-feed"),
    *feed_paths(POST, feeds.post_comment_feed, name="post-comment-feed"),
    path(f"feeds/{POST}/<feed_text:text>", feeds.post_comment_feed, name="post-comment-text-feed"),
    path("comments/<int:post_pk>/", views.submit_comment, name="submit-comment"),
]
