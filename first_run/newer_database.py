"""A database that a newer version of the blog has migrated: older code would break on it."""

from django.utils.translation import gettext as _

from web.health import unknown_migrations


def complaint() -> str:
    """Return what an operator should know of it; of any other database, nothing."""
    unknown = ", ".join(unknown_migrations())
    reason = _(
        "The database is of a newer version of the blog, with migrations that this one does not "
        "have: %(names)s. Install that version again, or put back the copy from before it."
    )
    return reason % {"names": unknown} if unknown else ""
