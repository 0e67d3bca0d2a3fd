"""Blogs in folders that are thrown away, and which of their pages are asked for."""

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
    """Paths by what they show: `home`, `post`, `month` and so on."""

    distinct: dict[str, list[str]]
    """Of each kind hundreds, in no order."""

    few: dict[str, list[str]]
    """Of each kind at most eight; the posts have 20 comments."""

    posts: list[str]
    """All of them."""

    open_posts: list[str]
    """Those that take comments, for whoever writes some."""


@dataclass(frozen=True)
class Blog:
    folder: Path
    posts: int
    database: str = ""
    """The address of a PostgreSQL; without one it is SQLite."""

    @property
    def environ(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database} if self.database else {}

    def pages(self, each: int) -> Pages:
        said = self.run("-m", "bench.choice", str(each), stdout=subprocess.PIPE)
        return Pages(**json.loads(said.splitlines()[-1]))

    def copy(self, folder: Path) -> "Blog":
        shutil.copytree(self.folder, folder)
        return Blog(folder, self.posts)

    def do_what_is_due(self) -> None:
        """Have the background worker do what a new blog gives it to do once."""
        self.run("manage.py", "work", "--batch")

    def run(self, *arguments: str, stdout: int = subprocess.DEVNULL) -> str:
        """Run `python …` in the repository over it, and return what that says, if it is asked."""
        command = [sys.executable, *arguments]
        environ = environment(self.folder, **self.environ)
        return subprocess.run(
            command, cwd=ROOT, env=environ, check=True, text=True, stdout=stdout
        ).stdout


def seeded(folder: Path, posts: int, database: str = "") -> Blog:
    folder.mkdir()
    blog = Blog(folder, posts, database)
    numbers = {"--posts": posts, "--comments": posts * COMMENTS_A_POST}
    blog.run("-m", "bench.seed", *(str(word) for item in numbers.items() for word in item))
    return set_up(blog)


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
    return set_up(Blog(folder, posts))


def set_up(blog: Blog) -> Blog:
    blog.run("manage.py", "setup")
    return blog
