"""A digest of all that makes pages beside the database: code, templates, catalogues, settings.

Pages that another release made are never shown; a plain restart keeps them. Nor are those shown
that were made before the machine was started: they are not forced onto the disk one by one, so that
a power cut may have left empty ones.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import django
from django.conf import settings

FOLDERS = (
    *("accounts", "blog", "comments", "config", "database", "desk", "first_run", "images"),
    *("locale", "pagecache", "templates", "web", "worker"),
)
KINDS = {".html", ".mo", ".po", ".py", ".txt", ".xml"}
SHOWN = (
    "ALLOWED_HOSTS",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "SECRET_KEY",
    "SECURE_CSP",
    "SECURE_HSTS_SECONDS",
    "SECURE_REFERRER_POLICY",
    "SITE_URL",
    "STATIC_URL",
    "TIME_ZONE",
    "VISITS_BY",
    "X_FRAME_OPTIONS",
)
"""Settings of which something shows on a page, if only in the form's signed stamp."""


BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def digest() -> str:
    parts = [boot_id(), django.__version__, *(repr(getattr(settings, name)) for name in SHOWN)]
    total = sha256("\0".join(parts).encode())
    for file in sorted(_files()):
        total.update(f"{file.name}\0".encode() + file.read_bytes())
    return total.hexdigest()[:12]


def boot_id() -> str:
    """Return what names this run of the machine; where nothing does, this run of the blog."""
    try:
        return BOOT_ID.read_text(encoding="ascii")
    except OSError:
        return uuid4().hex


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        files = (settings.BASE_DIR / folder).rglob("*")
        yield from (file for file in files if file.suffix in KINDS)
    yield from settings.BASE_DIR.glob("requirements*.lock")
    yield from Path(settings.STATIC_ROOT).glob("staticfiles.json")
