"""What the wrapper counts of requests, and that real workers lose none of it."""

import signal
import time
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from django.db import OperationalError

from blog.models import DayViews, Referral
from blog.statistics import visits
from blog.statistics.visits import VisitBuffer, VisitMiddleware
from tests.processes import GUNICORN

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HERE = {"HTTP_HOST": "testserver", "HTTP_ORIGIN": "https://testserver"}


@pytest.fixture
def counter(monkeypatch):
    """Count without a thread: a test stores when it wants to."""
    made = VisitBuffer(pages_by_beacon=False)
    monkeypatch.setattr(made, "_start", lambda: None)
    return made


@pytest.fixture
def ask(counter):
    """Ask a counted application, and give the status and headers it answered with."""

    def ask_application(path="/", status="200 OK", method="GET", query="", **headers):
        environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": query}
        setup_testing_defaults(environ)
        environ |= {"HTTP_USER_AGENT": FIREFOX, **headers}
        said = []

        def application(environ, start_response):
            start_response(status, [("Content-Type", "text/html")])
            return [b"Hola."]

        body = VisitMiddleware(application, counter)(environ, lambda *answer: said.append(answer))
        return said[0][0], b"".join(body)

    return ask_application


def views():
    return sum(DayViews.objects.values_list("views", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
def test_a_page_that_was_read_counts(ask, counter, status):
    assert ask("/", status, HTTP_REFERER="https://example.net/x") == (status, b"Hola.")

    counter.flush()

    assert views() == 1
    assert Referral.objects.get().host == "example.net"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {"status": "404 Not Found"},
        {"status": "301 Moved Permanently"},
        {"status": "500 Internal Server Error"},
        {"method": "HEAD"},
        {"method": "POST"},
        {"path": "/admin/"},
        {"path": "/static/css/base.css"},
        {"path": "/media/a.webp"},
        {"path": "/healthz"},
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_COOKIE": f"a=b; {settings.SESSION_COOKIE_NAME}=xyz"},
    ],
)
def test_what_nobody_reads_does_not(ask, counter, asked):
    ask(**asked)

    counter.flush()

    assert views() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent,status,counted",
    [
        (HERE, "204 No Content", 1),
        ({**HERE, "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=xyz"}, "204 No Content", 0),
        ({**HERE, "HTTP_USER_AGENT": "Googlebot/2.1"}, "204 No Content", 0),
        ({**HERE, "HTTP_ORIGIN": "https://evil.example"}, "403 Forbidden", 0),
        ({**HERE, "HTTP_ORIGIN": "null"}, "403 Forbidden", 0),
        (
            {**HERE, "HTTP_HOST": "evil.example", "HTTP_ORIGIN": "http://evil.example"},
            "403 Forbidden",
            0,
        ),
        ({"HTTP_HOST": "testserver"}, "403 Forbidden", 0),
    ],
)
def test_a_page_tells_of_itself_from_this_host_alone(ask, counter, sent, status, counted):
    query = "path=%2F&from=https%3A%2F%2Fexample.net%2F"

    assert ask("/v", method="POST", query=query, **sent) == (status, b"")

    counter.flush()
    assert views() == counted
    assert Referral.objects.count() == counted


@pytest.mark.parametrize("query", ["", "path", "path=%ff%00", "&&&=", "path=" + "%F0" * 1300])
def test_a_malformed_beacon_does_no_harm(ask, counter, query):
    assert ask("/v", method="POST", query=query, **HERE)[0] == "204 No Content"

    counter.flush()


def test_memory_is_bounded_whatever_is_sent(ask, counter, monkeypatch):
    monkeypatch.setattr(visits, "MAX_BATCH", 50)
    for n in range(200):
        ask(f"/{n}/{'x' * 5000}", HTTP_REFERER="y" * 5000, HTTP_USER_AGENT="z" * 5000)

    assert len(counter.seen) == 50
    assert {len(text) for visit in counter.seen for text in visit[:3]} == {visits.MAX_LENGTH}


@pytest.mark.django_db
def test_what_a_database_does_not_take_is_kept(ask, counter, monkeypatch, caplog):
    def away(_counter):
        raise OperationalError("The database is away.")

    ask("/")
    with monkeypatch.context() as patched:
        patched.setattr(visits, "store", away)
        counter.flush()
    ask("/")
    counter.flush()

    assert views() == 2
    assert "Visits wait to be stored" in caplog.text


# Real workers.


@pytest.fixture
def stored(house):
    return lambda: house.ask_database("SELECT COALESCE(SUM(views), 0) FROM blog_dayviews")


@pytest.fixture
def read(serve):
    def read_often(times, **settings):
        served = serve(**settings)
        for _ in range(times):
            assert served.ask("/", **{"User-Agent": FIREFOX}).status == 200
        return served

    return read_often


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_two_workers_store_all_they_have_seen_when_told_to_stop(read, stored, number):
    served = read(40, WEB_CONCURRENCY="2")

    served.process.send_signal(number)

    assert served.process.wait(timeout=30) == 0
    assert stored() == 40


def test_a_worker_stores_now_and_then(read, stored):
    read(7, WEB_CONCURRENCY="2")

    time.sleep(visits.PAUSE + 1)

    assert stored() == 7


@pytest.mark.parametrize("by", ["beacon", "nothing"])
def test_requests_count_only_where_the_operator_says_so(read, stored, by):
    served = read(5, VISITS_BY=by)

    served.stop()

    assert stored() == 0


def test_a_beacon_counts_under_gunicorn(read, stored):
    served = read(5, VISITS_BY="beacon")
    host = f"127.0.0.1:{served.place}"
    told = {"Host": host, "Origin": f"http://{host}", "User-Agent": FIREFOX}

    response = served.ask("/v?path=/&from=", "POST", b"x" * 10_000, **told)
    served.stop()

    assert (response.status, response.body) == (204, b"")
    assert response.getheader("Set-Cookie") is None
    assert stored() == 1


def test_a_malformed_setting_stops_the_boot(run, prepared):
    code, _, complained = run(*GUNICORN, VISITS_BY="cookies")

    assert code != 0
    assert "VISITS_BY" in complained
