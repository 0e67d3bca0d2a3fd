"""What a run goes through: blogs, ready pages, first views, reading while writing, a whole day."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import machine
from bench.blogs import Blog, Pages, ready, seeded
from bench.figures import (
    ALONE,
    BARE,
    BEHIND,
    CACHED,
    CONSTANT,
    KINDS,
    MANY,
    NEVER_KEPT,
    NGINX,
    ONE,
    POSTGRES,
    PROXIED,
    SQLITE,
    Results,
    few,
    first,
    kept,
    reading,
)
from bench.first_views import walk
from bench.http_client import ENCODING, ask
from bench.installation import memory_of, started
from bench.load import Load, read
from bench.plan import Plan
from bench.postgres import postgres
from bench.reading import (
    NEW,
    QUIET,
    READERS,
    SCENES,
    Rebuilt,
    Scene,
    changing,
    read_after,
    read_quietly,
    read_while,
)
from bench.rounds import Contestant, Outcome, Progress, compete, turned
from bench.sample_page import SamplePage
from bench.servers import Served, Servers
from bench.writing import Written, synced_writes, write_comments

WRITING_ROUNDS = 3
SETTLED = 4  # seconds: the most read pages of a new edition are made by then


class Suite:
    def __init__(self, plan: Plan, folder: Path, first_port: int) -> None:
        self.plan = plan
        self.folder = folder
        self.servers = Servers(folder, first_port)
        self.progress = Progress(plan.steps)
        self.reading = Outcome()
        self.rebuilt: dict[tuple[str, str], list[Rebuilt]] = {}

    def run(self, filled: Path | None) -> Results:
        """Measure everything, in a database of the largest size that is there, or in a new one."""
        busy = machine.busyness()
        blogs = [self._blog(posts, filled) for posts in self.plan.sizes]
        blogs[0].do_what_is_due()
        whole, read_of = (blogs[0].copy(self.folder / name) for name in ("whole", "read"))
        self.pages = {blog: blog.pages(self.plan.each) for blog in (*blogs, whole, read_of)}
        self.progress.begin()
        ready_pages, few_pages = self._ready(blogs[0]), self._few(blogs[0])
        first_views = self._first_views(blogs)
        self._read(SQLITE, read_of)
        said = self._read_from_postgres()
        return Results(
            sizes=list(self.plan.sizes),
            ready=ready_pages,
            few=few_pages,
            first=first_views,
            reading=self.reading,
            rebuilt=self.rebuilt,
            **self._whole(whole),
            machine=[
                *machine.described(),
                said,
                f"Load averages before: {busy}, after: {machine.busyness()}",
            ],
        )

    def _blog(self, posts: int, filled: Path | None) -> Blog:
        folder = self.folder / str(posts)
        is_largest = posts == self.plan.sizes[-1]
        return ready(folder, filled, posts) if filled and is_largest else seeded(folder, posts)

    def _ready(self, blog: Blog) -> Outcome:
        path = self.pages[blog].few["post"][0]
        with ExitStack() as stack:
            start = stack.enter_context
            alone, behind = self._alone_and_behind(stack, blog)
            self.sample = self._take_sample(alone.port, path)
            bare = start(
                self.servers.gunicorn("bench.apps:bare()", blog.folder, BENCH_PAGE=self.sample)
            )
            static = start(self.servers.nginx_with_files(self.folder / "files"))
            ports = {NGINX: static, BARE: bare.port, CACHED: alone.port, BEHIND: behind.port}
            self._compare(ports, path)
            contestants = [Contestant(name, port, [path]) for name, port in ports.items()]
            return self._compete(contestants, self.plan.ready_rounds, MANY, ONE)

    def _alone_and_behind(
        self, stack: ExitStack, blog: Blog, *, worker: bool = False
    ) -> tuple[Served, Served]:
        """Start gunicorn, and nginx before it; what works for either is gunicorn's."""
        socket = blog.folder / "socket"
        more = {"TRUSTED_PROXIES": "unix", **blog.environ}
        alone = stack.enter_context(
            self.servers.gunicorn(
                "config.wsgi", blog.folder, f"unix:{socket}", worker=worker, **more
            )
        )
        behind = stack.enter_context(self.servers.nginx_before(blog.folder, socket))
        return alone, Served(behind, alone.pid)

    def _take_sample(self, port: int, path: str) -> str:
        """Keep a page as the blog gives it the second time, for others to give, too."""
        ask(port, path, encoding=ENCODING)
        page = SamplePage.of(ask(port, path, encoding=ENCODING))
        page.write(self.folder / "sample")
        page.publish(self.folder / "files", path)
        return str(self.folder / "sample")

    def _compare(self, ports: dict[str, int], path: str) -> None:
        """Make sure that all give the same bytes."""
        bodies = {name: ask(port, path, encoding=ENCODING).body for name, port in ports.items()}
        if other := [name for name, body in bodies.items() if body != bodies[NGINX]]:
            raise RuntimeError(f"Not the same bytes as {NGINX}: {', '.join(other)}.")

    def _few(self, blog: Blog) -> Outcome:
        with ExitStack() as stack:
            contestants = [Contestant(CONSTANT, self._constant(stack, blog), ["/constant.html"])]
            port = self._uncached(stack, blog)
            for kind, paths in self.pages[blog].few.items():
                contestants.append(Contestant(few(kind), port, paths))
            return self._compete(contestants, self.plan.few_rounds, ONE)

    def _first_views(self, blogs: list[Blog]) -> Outcome:
        outcome = Outcome()
        with ExitStack() as stack:
            walks = list(self._walks(stack, blogs))
            for number in range(self.plan.first_rounds):
                self._begin_editions(blogs)
                for each in turned(walks, number):
                    self.progress.step(f"round {number + 1}, first views, {each.name}")
                    outcome.loads[each.name, ONE].append(walk(each.port, each.paths))
        return outcome

    def _walks(self, stack: ExitStack, blogs: list[Blog]) -> Iterator[Contestant]:
        constant = ["/constant.html"] * self.plan.each
        yield Contestant(CONSTANT, self._constant(stack, blogs[0]), constant)
        for blog in blogs:
            distinct = self.pages[blog].distinct
            port = self._uncached(stack, blog)
            for kind, paths in distinct.items():
                yield Contestant(first(kind, blog.posts), port, paths)
            if blog in (blogs[0], blogs[-1]):
                cached = stack.enter_context(self.servers.gunicorn("config.wsgi", blog.folder))
                for kind in KINDS:
                    if kind not in NEVER_KEPT:
                        yield Contestant(kept(kind, blog.posts), cached.port, distinct[kind])

    def _begin_editions(self, blogs: list[Blog]) -> None:
        """Change what all pages show, so that none is there; wait until the servers know."""
        for blog in blogs:
            with changing(blog, "settings"):
                pass
        time.sleep(SETTLED)

    def _constant(self, stack: ExitStack, blog: Blog) -> int:
        constant = self.servers.gunicorn(
            "bench.apps:constant()", blog.folder, BENCH_PAGE=self.sample
        )
        return stack.enter_context(constant).port

    def _uncached(self, stack: ExitStack, blog: Blog) -> int:
        return stack.enter_context(self.servers.gunicorn("bench.apps:uncached()", blog.folder)).port

    def _compete(self, contestants: list[Contestant], rounds: int, *connections: int) -> Outcome:
        return compete(
            contestants,
            connections=connections,
            rounds=rounds,
            seconds=self.plan.seconds,
            progress=self.progress,
        )

    def _read_from_postgres(self) -> str:
        """Read the smallest blog out of PostgreSQL, and say whether there is one."""
        with postgres() as address:
            if not address:
                return f"No {POSTGRES} here, or none of its libraries: {SQLITE} alone"
            self.progress.step(f"a blog in {POSTGRES}")
            blog = seeded(self.folder / "postgres", self.plan.sizes[0], address)
            blog.do_what_is_due()
            self.pages[blog] = blog.pages(self.plan.each)
            self._read(POSTGRES, blog)
        return f"{POSTGRES} as tests have it: it does not wait for the disk"

    def _read(self, database: str, blog: Blog) -> None:
        with ExitStack() as stack:
            alone, behind = self._alone_and_behind(stack, blog, worker=True)
            for number in range(self.plan.reading_rounds):
                for scene in SCENES:
                    for server, served in ((ALONE, alone), (PROXIED, behind)):
                        self.progress.step(
                            f"round {number + 1}, {database}, {scene.name}, {server}"
                        )
                        load = self._read_scene(scene, blog, served, (server, database))
                        self.reading.loads[reading(server, database, scene), READERS].append(load)

    def _read_scene(self, scene: Scene, blog: Blog, served: Served, where: tuple[str, str]) -> Load:
        posts, seconds = self.pages[blog].posts, self.plan.reading_seconds
        if scene == QUIET:
            return read_quietly(served.port, posts, seconds)
        if scene != NEW:
            return read_while(scene, blog, served.port, posts, seconds)
        load, rebuilt = read_after(scene, blog, served, posts, seconds)
        self.rebuilt.setdefault(where, []).append(rebuilt)
        return load

    def _whole(self, blog: Blog) -> dict[str, Any]:
        """Start an installation, load it as a busy day would, weigh it, and start it again."""
        with started(self.servers, blog.folder) as served:
            self._crawl(served.port, self.pages[blog])
            published = self._write(served.port, blog, "at_once", range(WRITING_ROUNDS))
            waiting = self._write(
                served.port, blog, "first", range(WRITING_ROUNDS, 2 * WRITING_ROUNDS)
            )
            self._crawl(served.port, self.pages[blog])
            memory = memory_of(served.pid)
        return {
            "published": published,
            "waiting": waiting,
            "synced": synced_writes(blog.folder),
            "memory": memory,
            "starts": list(self._starts(blog)),
        }

    def _crawl(self, port: int, pages: Pages) -> None:
        self.progress.step("readers of every kind of page")
        paths = [path for paths in pages.few.values() for path in paths]
        seconds = 2 * self.plan.seconds
        read(port, [*paths, *pages.open_posts], connections=MANY, seconds=seconds)

    def _write(self, port: int, blog: Blog, moderation: str, rounds: range) -> list[Written]:
        self.progress.step(f"comments, moderation: {moderation}")
        change = f"from blog.models import SiteSettings as S; S.objects.update({moderation=})"
        blog.run("manage.py", "shell", "--verbosity=0", "--command", change)
        posts = self.pages[blog].open_posts
        return write_comments(port, blog.folder, posts, rounds=rounds, seconds=self.plan.seconds)

    def _starts(self, blog: Blog) -> Iterator[float]:
        for _ in range(self.plan.starts):
            self.progress.step("starting again")
            with started(self.servers, blog.folder) as again:
                yield again.seconds
