"""The benchmark tells what it measured, of the files that are deployed."""

import re
from collections import defaultdict
from email.message import Message
from gzip import compress
from pathlib import Path

import pytest

from bench import chart, report
from bench.figures import BARE, BEHIND, CACHED, CONSTANT, KINDS, MANY, NGINX, ONE, Results, at
from bench.http_client import Answer
from bench.load import Load
from bench.rounds import Outcome
from bench.sample_page import SamplePage
from bench.servers import ROOT, adapted
from bench.writing import Written


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


def test_a_figure_that_falls_short_is_told_as_it_is():
    lines = report.report(results(short=CACHED)).splitlines()

    [met] = [line for line in lines if line.startswith(f"| {BEHIND} ÷ {NGINX}, {MANY}")]
    [short] = [line for line in lines if line.startswith(f"| {CACHED} ÷ {BARE}")]
    assert met.endswith("| at least 0.85 | 1.00 | met |")
    assert short.endswith("| at least 0.90 | 0.50 | **short** |")


def test_the_chart_has_a_bar_for_each_figure():
    drawn = chart.chart(results(short=CACHED))

    assert len(re.findall("<rect", drawn)) == 4 + 2 * len(KINDS) + 16
    assert len(re.findall('class="short"', drawn)) == 1


def load(rate):
    return Load(rate=rate, median=1000 / rate, p99=2000 / rate, seconds=1, refused=0)


def results(*, short):
    """Return a run in which all is as fast as nginx, but for one that is half as fast."""
    ready = {name: load(500 if name == short else 1000) for name in (NGINX, BARE, CACHED, BEHIND)}
    names = [CONSTANT, *(at(kind, posts) for kind in KINDS for posts in (1_000, 100_000))]
    rendered = dict.fromkeys(names, load(1000))
    return Results(
        small=1_000,
        large=100_000,
        machine=["2 cores"],
        ready=outcome(ready),
        rendered=outcome(rendered),
        published=[Written(400, 20, 40)],
        waiting=[Written(500, 20, 40)],
        synced=2000,
        memory={"gunicorn worker": [50, 50], "task worker": [40]},
        starts=[2],
    )


def outcome(loads):
    by_name = {(name, among): [seen] for name, seen in loads.items() for among in (MANY, ONE)}
    return Outcome(defaultdict(list, by_name))
