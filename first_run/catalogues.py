"""Compiles catalogues of translations: `.mo`, which gettext reads, from `.po`, which people write.

`python -m first_run.catalogues` does so where the account that serves may not write.
"""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile every catalogue that is newer than its compiled file, and return those written."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [compile_catalogue(source) for source in sources if is_stale(source)]


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogue(source: Path) -> Path:
    """Compile one under another name first: other processes may be reading."""
    compiled = source.with_suffix(".mo")
    draft = source.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    return draft.replace(compiled)


if __name__ == "__main__":
    compile_catalogues()
