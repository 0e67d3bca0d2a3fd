"""The benchmark tells what it measured, of the files that are deployed."""

import re
from collections import defaultdict
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import Message
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from django.utils import timezone

from bench import changes, chart, choice, report
from bench.figures import (
    ALONE,
    BARE,
    BEHIND,
    CACHED,
    CONSTANT,
    KINDS,
    MANY,
    NGINX,
    ONE,
    PROXIED,
    SQLITE,
    Results,
    few,
    figures,
    first,
    kept,
    reading,
)
from bench.first_views import walk
from bench.http_client import Answer
from bench.load import Load
from bench.postgres import postgres
from bench.reading import NEVER, READERS, SCENES, WINDOW, Rebuilt, Sounded, rebuilt
from bench.rounds import Outcome
from bench.sample_page import SamplePage
from bench.servers import ROOT, adapted
from bench.writing import Written
from blog.models import SiteSettings
from tests.factories import make_label, make_post
from tests.pagecache.edition_number import moves


def test_the_deployed_nginx_is_measured_with_other_ports_and_folders_alone():
    deployed = (ROOT / "deploy" / "nginx.conf").read_text()

    site = adapted(deployed, 8350, Path("/tmp/blog"), Path("/tmp/socket"))

    changed = set(site.splitlines()) - set(deployed.splitlines())
    directives = {line.split()[0] for line in changed if not line.startswith("#")}
    assert directives <= {"alias", "listen", "root", "server"}
    assert "listen 127.0.0.1:8350;" in site
    assert "ssl" not in site


def test_a_deployed_nginx_that_cannot_be_adapted_is_refused():
    with pytest.raises(ValueError, match="adapt"):
        adapted("server { listen 443 ssl; root /var/lib/other; }", 1, Path("/a"), Path("/b"))


def test_what_wrk_runs_is_there():
    folder = ROOT / "bench"
    named = {
        name
        for script in folder.glob("*.lua")
        for name in re.findall(r'dofile\("(.+)"\)', script.read_text())
    }

    assert named == {"summary.lua"}
    assert (folder / "summary.lua").exists()


def test_a_ratio_is_of_each_round_by_itself():
    outcome = Outcome()
    outcome.loads["fast", ONE] = [load(100), load(10), load(1000)]
    outcome.loads["slow", ONE] = [load(50), load(5), load(100)]

    assert outcome.ratio("fast", "slow", ONE) == 2
    assert outcome.rate("fast", ONE) == 100


def test_a_page_is_served_as_the_blog_gave_it_and_is_not_compressed_again(tmp_path):
    headers = Message()
    headers["Content-Type"] = "text/html"
    headers["Content-Encoding"] = "gzip"
    headers["Server"] = "gunicorn"
    body = compress(b"<p>", 9)

    page = SamplePage.of(Answer(200, headers, body))
    page.write(tmp_path / "sample")
    page.publish(tmp_path / "files", "/2012/01/faro.html")

    assert page.plain == b"<p>"
    assert dict(page.headers) == {
        "Content-Type": "text/html",
        "Content-Encoding": "gzip",
        "Content-Length": str(len(body)),
    }
    assert SamplePage.read(tmp_path / "sample") == page
    assert (tmp_path / "files/2012/01/faro.html.gz").read_bytes() == body


@pytest.mark.django_db
def test_each_page_that_is_asked_for_once_is_another_and_is_there(client, alice):
    label = make_label(name="Mar")
    for number in range(30):
        at = timezone.now() - timedelta(days=9 * number + 1)
        make_post(author=alice, title=f"Entrada{number} al mar", published_at=at).labels.add(label)

    distinct = choice.pages(12)["distinct"]

    assert {kind: len(set(paths)) for kind, paths in distinct.items()} == dict.fromkeys(
        KINDS, 12
    ) | {
        "feed": 5,
        "month": len(distinct["month"]),
    }
    for paths in distinct.values():
        assert {client.get(path).status_code for path in paths} == {200}


@pytest.mark.django_db
def test_a_month_shows_as_many_posts_in_a_blog_of_any_size(client, alice):
    for number in range(20):
        make_post(author=alice, published_at=datetime(2012, 1, number + 1, 12, tzinfo=UTC))

    pages = choice.pages(12)["distinct"]["month"]

    shown = sorted(len(client.get(page).context["listing"].posts) for page in pages)
    assert shown == sorted(choice.SHOWN_OF_A_MONTH)


@pytest.mark.django_db
@pytest.mark.parametrize("change", changes.CHANGES)
def test_each_thing_that_is_written_while_others_read_moves_the_edition(alice, dana, change):
    SiteSettings.load().save()
    make_label(name="Mar")
    post = make_post(author=alice)

    assert moves(lambda: changes.CHANGES[change](post))


def test_a_page_that_was_made_before_is_no_first_view():
    with served(hits={"/3.html", "/4.html"}) as port:
        seen = walk(port, [f"/{number}.html" for number in range(20)])

        with pytest.raises(RuntimeError, match="Of 3 pages"):
            walk(port, ["/2.html", "/3.html", "/4.html"])

    assert seen.rate == pytest.approx(18 / seen.seconds)


@pytest.mark.process
def test_a_postgresql_of_its_own_is_gone_after_the_run():
    with postgres() as address:
        if not address:
            pytest.skip("PostgreSQL is not installed")
        folder = Path(unquote(urlsplit(address).netloc.partition("@")[2]))
        assert list(folder.glob(".s.PGSQL.*"))

    assert not folder.exists()


def test_half_of_the_pages_are_ready_when_fewer_were_for_the_last_time():
    old = [sounded(0.1, is_ready=True)] * WINDOW
    made = [sounded(second, is_ready=second > 50) for second in range(100)]

    half = rebuilt([*old, *made])

    assert half.seconds == pytest.approx(50, abs=1)
    assert half.processor == half.seconds / 2


def test_pages_of_which_few_are_ready_at_the_end_are_not_told_to_be():
    unready = [sounded(second, is_ready=False) for second in range(WINDOW)]

    assert rebuilt(unready).seconds == NEVER
    assert rebuilt([]).seconds == NEVER
    assert rebuilt([sounded(1, is_ready=True)] * WINDOW) == Rebuilt(0, 0)


def test_a_figure_that_falls_short_is_told_as_it_is():
    lines = report.report(results(short=CACHED)).splitlines()

    [met] = [line for line in lines if line.startswith(f"| {BEHIND} ÷ {NGINX}, {MANY}")]
    [short] = [line for line in lines if line.startswith(f"| {CACHED} ÷ {BARE}")]
    assert met.endswith("| at least 0.93 | 1.00 | met |")
    assert short.endswith("| at least 0.95 | 0.50 | **short** |")


def test_what_does_not_come_in_time_is_told_to_fall_short():
    run = results(short="")
    run.rebuilt[PROXIED, SQLITE] = [Rebuilt(NEVER, NEVER)]

    lines = report.report(run).splitlines()

    [never] = [line for line in lines if line.startswith("| half of 1,000") and PROXIED in line]
    assert never.endswith("| at most 5.0 s | not reached | **short** |")
    assert chart.chart(run)


def test_the_chart_has_a_bar_for_each_figure():
    run = results(short=CACHED)

    drawn = chart.chart(run)

    bars = 4 + 2 * len(KINDS) + 2 * len(SCENES[1:]) + len(list(figures(run)))
    assert len(re.findall("<rect", drawn)) == bars
    assert len(re.findall('class="short"', drawn)) == 1


@contextmanager
def served(*, hits):
    """Serve any page as gunicorn would, some as if they had been there."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.send_response(200)
            state = "hit" if self.path in hits else "fwd=miss"
            self.send_header("Cache-Status", f"bitacora; {state}")
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"<p>No")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


def sounded(second, *, is_ready):
    return Sounded(second, is_ready, processor=second / 2)


def load(rate):
    return Load(rate=rate, median=1000 / rate, p99=2000 / rate, seconds=1, refused=0)


def results(*, short):
    """Return a run in which all is as fast as nginx, but for one that is half as fast."""
    ready = {name: load(500 if name == short else 1000) for name in (NGINX, BARE, CACHED, BEHIND)}
    sizes = [1_000, 10_000, 100_000]
    views = {named(kind, posts) for named in (first, kept) for kind in KINDS for posts in sizes}
    scenes = {reading(server, SQLITE, scene) for server in (ALONE, PROXIED) for scene in SCENES}
    return Results(
        sizes=sizes,
        machine=["2 cores"],
        ready=outcome(ready),
        few=outcome(dict.fromkeys([CONSTANT, *map(few, KINDS)], load(1000))),
        first=outcome(dict.fromkeys([CONSTANT, *views], load(1000))),
        reading=outcome(dict.fromkeys(scenes, load(1000))),
        rebuilt={(server, SQLITE): [Rebuilt(2, 1)] for server in (ALONE, PROXIED)},
        published=[Written(700, 20, 40)],
        waiting=[Written(700, 20, 40)],
        synced=2000,
        memory={"gunicorn worker": [50, 50], "task worker": [40]},
        starts=[2],
    )


def outcome(loads):
    among = (MANY, READERS, ONE)
    by_name = {(name, number): [seen] for name, seen in loads.items() for number in among}
    return Outcome(defaultdict(list, by_name))


def test_what_a_script_of_wrk_loads_is_there():
    loaded = {
        name
        for script in Path(report.__file__).parent.glob("*.lua")
        for name in re.findall(r'dofile\("(.+?)"\)', script.read_text())
    }

    assert loaded == {"summary.lua"}
    assert Path(report.__file__).with_name("summary.lua").exists()
