"""Digests of what people write in rows, by which a later change is seen.

Dates, states and derived values are left out.
"""

from hashlib import sha256

from django.apps import apps
from django.db.models import Model

from first_run.models import SampleItem

WRITTEN_FIELDS = {
    "accounts.user": [
        "username",
        "email",
        "password",
        "role",
        "name",
        "biography",
        "avatar",
        "links",
    ],
    "blog.label": ["name", "slug"],
    "blog.picture": ["file"],
    "blog.page": ["title", "slug", "body", "description"],
    "blog.post": [
        *("title", "slug", "body", "description", "excerpt", "cover_alt", "cover_caption"),
        *("cover", "canonical_url", "republications"),
    ],
    "blog.sitesettings": ["title", "description", "accent"],
    "comments.comment": ["name", "email", "url", "text"],
}
FILE_FIELDS = {"accounts.user": "avatar", "blog.picture": "file"}


def record(row: Model) -> SampleItem:
    """Record that the sample made a row. To be called after its links and credits are stored."""
    name = row._meta.label_lower
    file = getattr(row, FILE_FIELDS[name]).name if name in FILE_FIELDS else ""
    return SampleItem.objects.create(
        model=name, object_id=row.pk, written=fingerprints(row), file=file or ""
    )


def fingerprints(row: Model) -> dict[str, str]:
    """Return a digest of each written field, by the name of the field."""
    fields = WRITTEN_FIELDS[row._meta.label_lower]
    return {field: sha256(text_of(row, field).encode()).hexdigest()[:32] for field in fields}


def text_of(row: Model, field: str) -> str:
    value = getattr(row, field)
    if hasattr(value, "all"):
        return "\n".join(f"{link} {link.url}" for link in value.all())
    return "" if value is None else str(value)


def unchanged_row(item: SampleItem) -> Model | None:
    """Return the row of an item if it still exists and nobody has changed it."""
    row = apps.get_model(item.model)._default_manager.filter(pk=item.object_id).first()
    return row if row and fingerprints(row) == item.written else None
