"""What a browser sends from the form of a post or a page."""

from django.urls import reverse
from django.utils import timezone

NO_ROWS = {"republications-TOTAL_FORMS": 0, "republications-INITIAL_FORMS": 0}


def form_of(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def typed(title="Una entrada", body="Hola.", *, published_at=None, **more):
    """Fill the form; `published_at` is given in the site's time, as people type it."""
    date, time = "", ""
    if published_at:
        local = timezone.localtime(published_at)
        date, time = f"{local:%d/%m/%Y}", f"{local:%H:%M:%S}"
    return {
        "title": title,
        "body": body,
        "published_at_0": date,
        "published_at_1": time,
        "comments_open": "on",
        **NO_ROWS,
        **more,
    }


def typed_again(post, **changes):
    """Fill the form with what a post says already, and change some of it."""
    labels = ", ".join(label.name for label in post.labels.all())
    said = typed(post.title, post.body, published_at=post.published_at)
    return {**said, "slug": post.slug, "labels": labels, "author": post.author_id, **changes}
