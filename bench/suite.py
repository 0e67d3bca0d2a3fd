"""What a run goes through: blogs made, ready pages, rendered pages, then a whole installation."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import machine
from bench.blogs import Blog, Pages, manage, ready, seeded
from bench.figures import BARE, BEHIND, CACHED, CONSTANT, KINDS, MANY, NGINX, ONE, Results, at
from bench.http_client import ENCODING, ask
from bench.installation import memory_of, started
from bench.load import read
from bench.rounds import Contestant, Outcome, Progress, compete
from bench.sample_page import SamplePage
from bench.servers import Servers
from bench.writing import Written, synced_writes, write_comments

WRITING_ROUNDS = 3
BOTH = (MANY, ONE)


@dataclass(frozen=True)
class Plan:
    """How much, and how long; `seconds` are of one round."""

    small: int = 1_000
    large: int = 100_000
    ready_rounds: int = 5
    rendered_rounds: int = 3
    seconds: float = 4
    starts: int = 3

    @property
    def steps(self) -> int:
        """How many times `Progress` is told something."""
        ready, rendered = 4, 1 + 2 * len(KINDS)
        turns = ready * (1 + 2 * self.ready_rounds) + rendered * (1 + 2 * self.rendered_rounds)
        return turns + 2 + 3 + self.starts + 1


QUICK = Plan(small=200, large=1_000, ready_rounds=1, rendered_rounds=1, seconds=2, starts=1)


class Suite:
    def __init__(self, plan: Plan, folder: Path, first_port: int) -> None:
        self.plan = plan
        self.folder = folder
        self.servers = Servers(folder, first_port)
        self.progress = Progress(plan.steps)

    def run(self, filled: Path | None) -> Results:
        """Measure everything, in a database of the larger size that is there, or in a new one."""
        plan = self.plan
        busy = machine.busyness()
        small = seeded(self.folder / "small", plan.small)
        whole = small.copy(self.folder / "whole")
        large = self._large(filled)
        self.pages = {blog.posts: blog.pages() for blog in (small, large)}
        self.progress.begin()
        ready_pages = self._ready(small)
        rendered = self._rendered([small, large])
        return Results(
            small=plan.small,
            large=plan.large,
            machine=[
                *machine.described(),
                f"Load averages before: {busy}, after: {machine.busyness()}",
            ],
            ready=ready_pages,
            rendered=rendered,
            **self._whole(whole),
        )

    def _large(self, filled: Path | None) -> Blog:
        folder = self.folder / "large"
        return ready(folder, filled, self.plan.large) if filled else seeded(folder, self.plan.large)

    def _ready(self, blog: Blog) -> Outcome:
        path = self.pages[blog.posts].of_kind["post"][0]
        servers, socket = self.servers, self.folder / "socket"
        with ExitStack() as stack:
            start = stack.enter_context
            alone = start(
                servers.gunicorn(
                    "config.wsgi", blog.folder, f"unix:{socket}", TRUSTED_PROXIES="unix"
                )
            )
            behind = start(servers.nginx_before(blog.folder, socket))
            self.sample = self._take_sample(alone, path)
            bare = start(servers.gunicorn("bench.apps:bare()", blog.folder, BENCH_PAGE=self.sample))
            static = start(servers.nginx_with_files(self.folder / "files"))
            ports = {NGINX: static, BARE: bare, CACHED: alone, BEHIND: behind}
            self._compare(ports, path)
            contestants = [Contestant(name, port, [path]) for name, port in ports.items()]
            return self._compete(contestants, self.plan.ready_rounds)

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

    def _rendered(self, blogs: list[Blog]) -> Outcome:
        with ExitStack() as stack:
            start = stack.enter_context
            constant = self.servers.gunicorn(
                "bench.apps:constant()", blogs[0].folder, BENCH_PAGE=self.sample
            )
            contestants = [Contestant(CONSTANT, start(constant), ["/constant.html"])]
            for blog in blogs:
                port = start(self.servers.gunicorn("bench.apps:uncached()", blog.folder))
                for kind in KINDS:
                    paths = self.pages[blog.posts].of_kind[kind]
                    contestants.append(Contestant(at(kind, blog.posts), port, paths))
            return self._compete(contestants, self.plan.rendered_rounds)

    def _compete(self, contestants: list[Contestant], rounds: int) -> Outcome:
        return compete(
            contestants,
            connections=BOTH,
            rounds=rounds,
            seconds=self.plan.seconds,
            progress=self.progress,
        )

    def _whole(self, blog: Blog) -> dict[str, Any]:
        """Start an installation, load it as a busy day would, weigh it, and start it again.

        What a new blog has to do once, such as drawing share pictures, is done first.
        """
        self.progress.step("what the background worker does once")
        manage(blog.folder, "manage.py", "work", "--batch")
        with started(self.servers, blog.folder) as first:
            pages = self.pages[self.plan.small]
            self._crawl(first.port, pages)
            published = self._write(first.port, blog, "at_once", range(WRITING_ROUNDS))
            waiting = self._write(
                first.port, blog, "first", range(WRITING_ROUNDS, 2 * WRITING_ROUNDS)
            )
            self._crawl(first.port, pages)
            memory = memory_of(first.pid)
        return {
            "published": published,
            "waiting": waiting,
            "synced": synced_writes(blog.folder),
            "memory": memory,
            "starts": list(self._starts(blog)),
        }

    def _crawl(self, port: int, pages: Pages) -> None:
        self.progress.step("readers of every kind of page")
        paths = [path for paths in pages.of_kind.values() for path in paths]
        seconds = 2 * self.plan.seconds
        read(port, [*paths, *pages.open_posts], connections=MANY, seconds=seconds)

    def _write(self, port: int, blog: Blog, moderation: str, rounds: range) -> list[Written]:
        self.progress.step(f"comments, moderation: {moderation}")
        change = f"from blog.models import SiteSettings as S; S.objects.update({moderation=})"
        manage(blog.folder, "manage.py", "shell", "--verbosity=0", "--command", change)
        posts = self.pages[blog.posts].open_posts
        return write_comments(port, blog.folder, posts, rounds=rounds, seconds=self.plan.seconds)

    def _starts(self, blog: Blog) -> Iterator[float]:
        for _ in range(self.plan.starts):
            self.progress.step("starting again")
            with started(self.servers, blog.folder) as again:
                yield again.seconds
