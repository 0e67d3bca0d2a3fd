"""Compiles catalogues of translations: `.mo`, which gettext reads, from `.po`, which people write.

`python -m first_run.catalogues` does so where the account that serves may not write.
"""

from pathlib import Path

import polib

from web import durable_file

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile every catalogue that is newer than its compiled file, and return those written."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [compile_catalogue(source) for source in sources if is_stale(source)]


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogue(source: Path) -> Path:
    """Compile one, in one step: other processes may be reading."""
    return durable_file.replace(source.with_suffix(".mo"), polib.pofile(str(source)).to_binary())


if __name__ == "__main__":
    compile_catalogues()
