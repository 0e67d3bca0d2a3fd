"""What posts of an earlier version lack is made in the background, a few at a time."""

from django.db import transaction
from django_tasks import task

from blog.models import Post
from blog.related import relate

A_FEW = 20


@task(priority=-10)
def catch_up(after: int = 0) -> None:
    """Render and relate the posts that come after a number, and leave the rest to the next task."""
    with transaction.atomic():
        later = Post.objects.select_for_update().filter(pk__gt=after).order_by("pk")
        for post in (posts := list(later[:A_FEW])):
            post.bake()
            relate.using(priority=-10).enqueue(post.pk)
        if posts:
            catch_up.enqueue(posts[-1].pk)
