"""Readers of all posts while something is written, beside readers of a quiet blog."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Event

from bench.blogs import Blog
from bench.http_client import Reader
from bench.installation import processor_seconds
from bench.load import Load, read
from bench.servers import ROOT, Served, environment

READERS = 8
ATTEMPTS = 10
PAUSE = 0.02  # seconds between two questions of whoever asks how many pages are ready
WINDOW = 20  # answers out of which that is told
MAX_LOADS = 3  # of readers, until half of the pages must be ready
NEVER = float("inf")


@dataclass(frozen=True)
class Scene:
    """What is written, of `bench.changes`, and each how many seconds; 0 is once."""

    name: str
    change: str = ""
    pause: float = 0


QUIET = Scene("quiet")
COMMENTS = {pause: Scene(f"a comment each {pause:g} s", "comment", pause) for pause in (10, 1, 0.1)}
EDIT = Scene("a post edited each 10 s", "edit", 10)
NEW = Scene("after a new post", "post")
SCENES = (QUIET, *COMMENTS.values(), EDIT, NEW)


@dataclass(frozen=True)
class Sounded:
    """Whether a page chosen at random was ready, a time after a change, and what had been done."""

    seconds: float
    is_ready: bool
    processor: float


@dataclass(frozen=True)
class Rebuilt:
    """How long it took until half of the pages were ready, and the processors' seconds for it."""

    seconds: float
    processor: float


def read_quietly(port: int, posts: list[str], seconds: float) -> Load:
    keep_all(port, posts)
    return read(port, posts, connections=READERS, seconds=seconds)


def read_while(scene: Scene, blog: Blog, port: int, posts: list[str], seconds: float) -> Load:
    keep_all(port, posts)
    with changing(blog, scene.change, scene.pause):
        return read(port, posts, connections=READERS, seconds=seconds)


def read_after(
    scene: Scene, blog: Blog, served: Served, posts: list[str], seconds: float
) -> tuple[Load, Rebuilt]:
    """Read from a change on, and on until half of the pages are ready, unless that takes for ever.

    What is told of the readers is of their first seconds.
    """
    keep_all(served.port, posts)
    loads: list[Load] = []
    with ThreadPoolExecutor() as pool, changing(blog, scene.change, scene.pause), over() as is_over:
        sounds: list[Sounded] = []
        sounding = pool.submit(sound, served, posts, sounds, is_over)
        while len(loads) < MAX_LOADS and (not loads or rebuilt(sounds).seconds == NEVER):
            loads.append(read(served.port, posts, connections=READERS, seconds=seconds))
    sounding.result()
    return loads[0], rebuilt(sounds)


@contextmanager
def over() -> Iterator[Event]:
    event = Event()
    try:
        yield event
    finally:
        event.set()


def keep_all(port: int, posts: list[str]) -> None:
    """Have all pages ready, and what was written before done with.

    Raises:
        RuntimeError: if they don't stay so.

    """
    shares = [posts[number::READERS] for number in range(READERS)]
    with ThreadPoolExecutor(READERS) as pool:
        for _ in range(ATTEMPTS):
            if all(pool.map(were_ready, [port] * READERS, shares)):
                return
    raise RuntimeError(f"Pages on port {port} don't stay ready.")


def were_ready(port: int, paths: list[str]) -> bool:
    with closing(Reader(port)) as reader:
        missing = sum(not reader.ask(path).is_ready for path in paths)
    return not missing


@contextmanager
def changing(blog: Blog, change: str, pause: float = 0) -> Iterator[None]:
    """Have it changed beside what is measured, for the first time before that begins.

    Raises:
        CalledProcessError: if that failed.

    """
    command = [sys.executable, "-m", "bench.changes", change, str(pause)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(blog.folder, **blog.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        yield
        process.stdin.close()
        process.stdout.read()  # it may be saying that it has changed something
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


# After a change.


def sound(served: Served, posts: list[str], sounds: list[Sounded], is_over: Event) -> None:
    """Ask for pages at random, and note which are ready, until it is over."""
    dice, began, before = random.Random(1), time.monotonic(), processor_seconds(served.pid)
    with closing(Reader(served.port)) as reader:
        while not is_over.wait(PAUSE):
            is_ready = reader.ask(dice.choice(posts)).is_ready
            taken = processor_seconds(served.pid) - before
            sounds.append(Sounded(time.monotonic() - began, is_ready, taken))


def rebuilt(sounds: list[Sounded]) -> Rebuilt:
    """Return when fewer than half of the pages were last ready; 0 if they never were so few."""
    if len(sounds) < WINDOW:
        return Rebuilt(NEVER, NEVER)
    few = [place for place in range(len(sounds) - WINDOW + 1) if are_few(sounds, place)]
    if not few:
        return Rebuilt(0, 0)
    middle = sounds[few[-1] + WINDOW // 2]
    is_at_the_end = few[-1] == len(sounds) - WINDOW
    return Rebuilt(NEVER if is_at_the_end else middle.seconds, middle.processor)


def are_few(sounds: list[Sounded], place: int) -> bool:
    return sum(each.is_ready for each in sounds[place : place + WINDOW]) < WINDOW / 2
