"""Static files: collected, hashed and compressed, with imports of style sheets inlined."""

import os
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

from web import durable_file

IMPORT = re.compile(r'^@import "(?P<name>[\w-]+\.css)"(?: (?P<media>[^;]+))?;$', re.MULTILINE)
"""An import of a sheet in the same folder, so that relative addresses in both mean the same."""


FINGERPRINT = "static.sha256"
"""The file in the data folder that tells what was collected."""


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Static files with a hash of their content in the name, which modules import by that name.

    A style sheet has its imports inlined, so that a page waits for one file; in development the
    browser follows the imports.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Mapping[str, tuple[Storage, str]], *args: Any, **options: Any
    ) -> Iterator[Any]:
        """Inline the imports of style sheets, then process all as usual."""
        inlined = InMemoryStorage()
        for name, found in paths.items():
            if name.endswith(".css") and (sheet := with_imports_inlined(*found)):
                inlined.save(name, ContentFile(sheet))
                paths = {**paths, name: (inlined, name)}
        yield from super().post_process(paths, *args, **options)


def with_imports_inlined(storage: Storage, path: str) -> str:
    """Return a sheet with the imported ones in their places, or nothing if it has no imports."""

    def imported(match: re.Match[str]) -> str:
        sheet = read_text(storage, str(PurePosixPath(path).with_name(match["name"])))
        return f"@media {match['media']} {{\n{sheet}}}\n" if match["media"] else sheet

    sheet, imports = IMPORT.subn(imported, read_text(storage, path))
    return sheet if imports else ""


def read_text(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return file.read().decode()  # type: ignore[no-any-return]  # files are untyped


def collect() -> bool:
    """Run collectstatic if it would change anything, and return whether it ran."""
    stored = Path(settings.DATA_DIR, FINGERPRINT)
    fingerprint = sources_fingerprint()
    if stored.exists() and stored.read_text(encoding="ascii") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    os.sync()  # or a power cut could leave the fingerprint, and empty files
    durable_file.replace(stored, fingerprint.encode())
    return True


def sources_fingerprint() -> str:
    """Return a digest of the storage's name, of this module and of every source file."""
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
