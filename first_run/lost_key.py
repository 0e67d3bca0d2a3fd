"""A secret key that was lost: a new one is made, and what the old one had signed has ended."""

from django.conf import settings
from django.utils.translation import gettext as _

from first_run import ownership
from web import secret_key


def complaint() -> str:
    """Return what has ended where a blog that has an owner got a new key; else nothing."""
    if not (secret_key.is_new(settings.DATA_DIR) and ownership.has_owner()):
        return ""
    return _(
        "THE SECRET KEY OF THIS BLOG WAS LOST, and a new one has been made. All that the old one "
        "signed has ended: everybody has to sign in again; links to a new password and to a "
        "waiting comment are void; whoever has a comment form open has to send it twice; and who "
        "has commented a lot today is not known any more. If you have a copy of the old "
        "secret_key, stop the blog and put it back."
    )
