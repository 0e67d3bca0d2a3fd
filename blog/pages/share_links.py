"""Links to share a post: plain ones, which load nothing from anybody."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from blog.pages.links import Link


def share_links(title: str, address: str) -> tuple[Link, ...]:
    """Return the links that share a post by its title and whole address.

    Mastodon has none: each server has an address of its own, which the browser's share sheet and
    the apps know. Spaces are `%20`: a mail program would show a plus.
    """
    title, url = quote(title, safe=""), quote(address, safe="")
    both = f"{title}%20{url}"
    return (
        Link("WhatsApp", f"https://wa.me/?text={both}"),
        Link("Telegram", f"https://t.me/share/url?url={url}&text={title}"),
        Link("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
        Link("X", f"https://x.com/intent/post?text={title}&url={url}"),
        Link("Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        Link("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={url}"),
        Link(_("E-mail"), f"mailto:?subject={title}&body={url}"),
    )
