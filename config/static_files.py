"""Static files, gathered and compressed into `STATIC_ROOT` when something about them changed."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Static files named by what they hold, with modules that import each other by these names."""

    support_js_module_import_aggregation = True


def collect() -> bool:
    """Run collectstatic if it would change anything, and tell whether it did."""
    mark = Path(settings.DATA_DIR, "static.sha256")
    fingerprint = sources_fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint, encoding="ascii")
    return True


def sources_fingerprint() -> str:
    """Digest the storage's name, and the name and content of every source file."""
    digest = sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for name, content in sorted(sources()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def sources() -> Iterator[tuple[str, bytes]]:
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            with storage.open(name) as file:
                yield name, file.read()
