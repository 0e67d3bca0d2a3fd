"""Where a post can be passed on: plain links, which load nothing from anybody."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from blog.pages.links import Link


def share_links(title: str, address: str) -> list[Link]:
    """Return the links that pass on a post by its title and whole address.

    Mastodon and its kin have no address that all their people share: the browser's own sheet knows
    theirs, and so do their apps.
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


def _link(where: str, **query: str) -> str:
    """Write spaces as `%20`: a mail program would show a plus."""
    return f"{where}?{urlencode(query, quote_via=quote)}"
