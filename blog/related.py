"""Related posts."""

from django_tasks import task


@task()
def relate(post: int) -> None:
    """Work out what a post, by its number, is akin to."""
