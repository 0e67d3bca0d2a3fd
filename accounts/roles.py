"""What each role may do, in the terms of Django's permissions, which the admin obeys.

Which rows a person may do it to is said by each QuerySet (`editable_by`, `moderable_by`).
The owner needs no list: an owner may do everything.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    OWNER = "owner", _("Owner")


def every(app: str, *names: str) -> set[str]:
    """Return the four permissions on each model, such as `blog.add_post`."""
    verbs = ("add", "change", "delete", "view")
    return {f"{app}.{verb}_{name}" for name in names for verb in verbs}


OWN_PROFILE = {"accounts.view_user", "accounts.change_user"} | every("accounts", "profilelink")
MODERATION = {f"comments.{verb}_comment" for verb in ("view", "change", "delete")}
WRITING = every("blog", "post", "republication") | {"blog.view_label", "blog.view_picture"}
EDITING = every("blog", "page", "label")

PERMISSIONS: dict[str, set[str]] = {
    Role.AUTHOR: OWN_PROFILE | MODERATION | WRITING,
    Role.EDITOR: OWN_PROFILE | MODERATION | WRITING | EDITING,
}
