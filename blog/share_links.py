"""Where a post can be passed on: plain links, which load nothing from anybody."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from blog.models import Post
from blog.site import absolute


@dataclass(frozen=True)
class ShareLink:
    name: str
    url: str


def share_links(post: Post) -> list[ShareLink]:
    """Give the links that pass on a live post.

    Mastodon and its kin have no address that all their people share: the browser's own sheet knows
    theirs, and so do their apps.
    """
    address = absolute(post.get_absolute_url())
    both = f"{post.title} {address}"
    return [
        ShareLink("WhatsApp", _link("https://wa.me/", text=both)),
        ShareLink("Telegram", _link("https://t.me/share/url", url=address, text=post.title)),
        ShareLink("Facebook", _link("https://www.facebook.com/sharer/sharer.php", u=address)),
        ShareLink("X", _link("https://x.com/intent/post", text=post.title, url=address)),
        ShareLink("Bluesky", _link("https://bsky.app/intent/compose", text=both)),
        ShareLink(
            "LinkedIn", _link("https://www.linkedin.com/sharing/share-offsite/", url=address)
        ),
        ShareLink(_("E-mail"), _link("mailto:", subject=post.title, body=address)),
    ]


def _link(where: str, **query: str) -> str:
    """Write spaces as `%20`: a mail program would show a plus."""
    return f"{where}?{urlencode(query, quote_via=quote)}"
