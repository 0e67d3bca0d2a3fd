"""Blogs of two sizes in folders that are thrown away, and which of their pages are asked for."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ROOT, environment

DATABASE = "bitacora.sqlite3"
COMMENTS_A_POST = 10


@dataclass(frozen=True)
class Pages:
    """Paths by what they show: `home`, `post` (with 20 comments), `month` and so on."""

    of_kind: dict[str, list[str]]
    open_posts: list[str]
    """Those that take comments, for whoever writes some."""


@dataclass(frozen=True)
class Blog:
    folder: Path
    posts: int

    def pages(self) -> Pages:
        said = manage(self.folder, "-m", "bench.choice", capture_output=True).stdout
        return Pages(**json.loads(said.splitlines()[-1]))

    def copy(self, folder: Path) -> "Blog":
        shutil.copytree(self.folder, folder)
        return Blog(folder, self.posts)


def seeded(folder: Path, posts: int) -> Blog:
    folder.mkdir()
    numbers = {"--posts": posts, "--comments": posts * COMMENTS_A_POST}
    options = [str(word) for item in numbers.items() for word in item]
    manage(folder, "-m", "bench.seed", *options)
    manage(folder, "manage.py", "setup", stdout=subprocess.DEVNULL)
    return Blog(folder, posts)


def ready(folder: Path, database: Path, posts: int) -> Blog:
    """Take a database that `bench.seed` filled before, without touching it."""
    folder.mkdir()
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as filled,
        closing(sqlite3.connect(folder / DATABASE)) as copy,
    ):
        filled.backup(copy)
        [found] = copy.execute("SELECT count(*) FROM blog_post").fetchone()
    if found != posts:
        sys.exit(f"{database} has {found:,} posts, not {posts:,}.")
    manage(folder, "manage.py", "setup", stdout=subprocess.DEVNULL)
    return Blog(folder, posts)


def manage(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run `python …` in the repository over a data folder."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(folder),
        check=True,
        text=True,
        **options,
    )
