"""Share pictures."""

from django_tasks import task


@task()
def draw(post: int) -> None:
    """Draw the share picture of a post, by its number, unless it has that picture."""


@task()
def draw_stale() -> None:
    """Draw anew every share picture that shows what is no longer so."""
