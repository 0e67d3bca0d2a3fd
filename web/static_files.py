"""Static files, gathered and compressed into `STATIC_ROOT` when something about them changed."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)"(?: (?P<media>[^;]+))?;$', re.MULTILINE)
"""A sheet that stands beside the one that imports it, so that addresses in both mean the same."""


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Static files named by what they hold, with modules that import each other by these names.

    A style sheet holds what it imports from beside it: a page waits for one file, while in
    development the browser follows the imports.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Mapping[str, tuple[Storage, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        """Have sheets with imports processed whole; the others as they are."""
        whole = InMemoryStorage()
        sheets = ((name, joined(*found)) for name, found in paths.items() if name.endswith(".css"))
        kept = [whole.save(name, ContentFile(sheet)) for name, sheet in sheets if sheet]
        together = {**paths, **{name: (whole, name) for name in kept}}
        yield from super().post_process(together, *args, **options)


def joined(storage: Storage, path: str) -> str:
    """Return a sheet with its imports in their places, in their order; nothing if it has none."""

    def imported(match: re.Match[str]) -> str:
        sheet = text_of(storage, str(PurePosixPath(path).with_name(match["name"])))
        return f"@media {match['media']} {{\n{sheet}}}\n" if match["media"] else sheet

    whole, imports = IMPORT.subn(imported, text_of(storage, path))
    return whole if imports else ""


def text_of(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return file.read().decode()  # type: ignore[no-any-return]  # files are untyped


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
    """Digest the storage's name, how it works, and the name and content of every source file."""
    digest = sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    digest.update(Path(__file__).read_bytes())
    for name, content in sorted(sources()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def sources() -> Iterator[tuple[str, bytes]]:
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            with storage.open(name) as file:
                yield name, file.read()
