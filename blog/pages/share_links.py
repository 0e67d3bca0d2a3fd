"""Links to share a post: plain ones, which load nothing from anybody."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from blog.pages.links import Link


def share_links(title: str, address: str) -> list[Link]:
    """Return the links that share a post by its title and whole address.

    Mastodon has none: each server has an address of its own, which the browser's share sheet and
    the apps know.
    """
    both = f"{title} {address}"
    return [
        Link("WhatsApp", _link("https://wa.me/", text=both)),
        Link("Telegram", _link("https://t.me/share/url", url=address, text=title)),
        Link("Facebook", _link("https://www.facebook.com/sharer/sharer.php", u=address)),
        Link("X", _link("https://x.com/intent/post", text=title, url=address)),
        Link("Bluesky", _link("https://bsky.app/intent/compose", text=both)),
        Link("LinkedIn", _link("https://www.linkedin.com/sharing/share-offsite/", url=address)),
        Link(_("E-mail"), _link("mailto:", subject=title, body=address)),
    ]


def _link(to: str, **query: str) -> str:
    """Return a link with spaces as `%20`: a mail program would show a plus."""
    return f"{to}?{urlencode(query, quote_via=quote)}"
