"""What of each row is somebody's writing, told apart from dates, states and what is derived."""

from hashlib import sha256

from django.apps import apps
from django.db.models import Model

from first_run.models import SampleItem

WRITTEN = {
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
FILES = {"accounts.user": "avatar", "blog.picture": "file"}


def record(row: Model) -> SampleItem:
    """Note that the sample made a row. Its links and credits are to be stored before."""
    name = row._meta.label_lower
    file = getattr(row, FILES[name]).name if name in FILES else ""
    return SampleItem.objects.create(
        model=name, object_id=row.pk, written=fingerprints(row), file=file or ""
    )


def fingerprints(row: Model) -> dict[str, str]:
    """Return each written field's name with a digest of what it says now."""
    fields = WRITTEN[row._meta.label_lower]
    return {field: sha256(text_of(row, field).encode()).hexdigest()[:32] for field in fields}


def text_of(row: Model, field: str) -> str:
    value = getattr(row, field)
    if hasattr(value, "all"):
        return "\n".join(f"{link} {link.url}" for link in value.all())
    return "" if value is None else str(value)


def untouched(item: SampleItem) -> Model | None:
    """Return the row if it is there and says what it said when the sample made it."""
    row = apps.get_model(item.model)._default_manager.filter(pk=item.object_id).first()
    return row if row and fingerprints(row) == item.written else None
