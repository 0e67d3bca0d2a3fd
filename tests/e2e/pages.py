"""A small blog with something of everything, and the addresses of all its pages."""

from datetime import timedelta

from django.utils import timezone

from blog.models import DayViews, FeedReader, PostViews, Referral
from blog.related import relate
from tests.factories import make_comment, make_label, make_page, make_post

BODY = f"""Uno “dos” y "tres", con una nota[^1] y https://example.org/.

<!--more-->

## Un apartado

![Un faro](https://example.org/faro.jpg "El faro de noche")

| Puerto | Millas |
|:-------|-------:|
| Vigo   |     12 |

- [x] hecho
- [ ] por hacer

> Una cita.

```python
def hola(): return "¿qué tal?"
```

### Más adentro

{"Una frase de las que hacen largo un texto. " * 80}

## Otro apartado[^1]

[^1]: La nota.
"""


def small_blog(author):
    """Make the blog and give the post that has it all."""
    author.links.create(label="Su página", url="https://example.org/")
    make_page(title="Acerca de", menu_position=1)
    post = make_post(author=author, title="El faro: ¿de noche?", body=BODY)
    post.labels.add(make_label(name="Mar y costa"))
    post.republications.create(name="Otra web", url="https://example.net/")
    first = make_comment(post=post, name="Lucía", text="Hola *a todos*.")
    make_comment(post=post, name="Tomás", parent=first, text="Hola.")
    gone = make_comment(post=post, state="removed")
    make_comment(post=post, parent=gone, text="¿Qué decía?")
    make_post(author=author, title="Borrador", published_at=None)
    make_post(author=author, title="Parecida").labels.set(post.labels.all())
    relate.call(post.pk)
    be_read(post)
    return post


def be_read(post):
    """Let a post have had readers, today and the day before."""
    for day in (timezone.localdate() - timedelta(days=ago) for ago in (0, 1)):
        DayViews.objects.create(day=day, kind="post", views=12)
        PostViews.objects.create(day=day, post=post, views=12)
        Referral.objects.create(day=day, host="example.net", views=3)
        FeedReader.objects.create(day=day, key="Feedly /", name="Feedly", subscribers=8)


def public_pages(post):
    return [
        "/",
        post.get_absolute_url(),
        f"{post.get_absolute_url()}?reply={post.comments.first().pk}",
        f"/{post.published_at:%Y}/",
        f"/{post.published_at:%Y/%m}/",
        "/archive/",
        "/labels/",
        "/label/mar-y-costa/",
        post.author.get_absolute_url(),
        "/p/acerca-de.html",
        "/search",
        "/search?q=faro",
        "/search?q=%22nada+de+nada%22+etiqueta:mar+desde:ayer",
        "/nada/",
        "/welcome/forged/",
    ]


def admin_pages(post):
    comment = post.comments.first()
    return [
        "/admin/",
        "/admin/blog/post/",
        "/admin/blog/post/add/",
        f"/admin/blog/post/{post.pk}/change/",
        f"/admin/blog/post/{post.pk}/history/",
        f"/admin/blog/post/{post.pk}/delete/",
        "/admin/blog/page/add/",
        "/admin/blog/label/",
        "/admin/blog/picture/",
        "/admin/blog/sitesettings/1/change/",
        "/admin/statistics/",
        "/admin/statistics/?first=2026-02-01&last=2026-01-01",
        "/admin/comments/comment/",
        f"/admin/comments/comment/{comment.pk}/change/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        f"/admin/accounts/user/{post.author.pk}/change/",
        "/admin/password_change/",
        "/admin/password-reset/",
        "/admin/markdown/frame/",
    ]
