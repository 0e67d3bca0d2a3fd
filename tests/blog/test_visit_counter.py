"""Which requests count as views, and which are a robot's, a writer's way about, or a flood."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.statistics import visit_counter
from blog.statistics.visit_counter import Visit, VisitCounter

DAY = date(2026, 11, 23)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
POST = "/2026/11/hola.html"
FEED = "/feeds/posts/default"


def count(*visits, by_beacon=False, times=1):
    counter = VisitCounter()
    counter.add(dict.fromkeys(visits, times), day=DAY, pages_by_beacon=by_beacon)
    return counter


def page(path, referrer="", agent=FIREFOX, **more):
    return Visit(path, referrer, agent, **more)


@pytest.mark.parametrize(
    "path,kind",
    [
        ("/", "home"),
        ("/p/acerca-de.html", "page"),
        ("/2026/", "list"),
        ("/2026/11/", "list"),
        ("/label/mar/", "list"),
        ("/author/ana/", "list"),
        ("/archive/", "list"),
        ("/search", "search"),
    ],
)
def test_pages_are_added_up_by_kind(path, kind):
    assert count(page(path), times=3).kinds == {(DAY, kind): 3}


def test_posts_are_added_up_by_path():
    counter = count(page(POST), page(POST, agent=SAFARI), times=2)

    assert counter.posts == {(DAY, "2026/11/hola.html"): 4}
    assert counter.kinds == {}


@pytest.mark.parametrize(
    "path",
    ["/robots.txt", "/sitemap.xml", "/opensearch.xml", "/favicon.ico", "/welcome/x/", "/nada", ""],
)
def test_what_is_no_page_is_no_view(path):
    assert not count(page(path))


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "curl/8.5.0",
        "Wget/1.21",
        "python-requests/2.32",
        "Go-http-client/2.0",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    ],
)
def test_robots_are_left_out(agent):
    assert not count(page(POST, "https://example.net/", agent))


@pytest.mark.parametrize("agent", [FIREFOX, SAFARI, "Mozilla/5.0 (Android 15; Cubot Note) Gecko"])
def test_people_are_not_taken_for_robots(agent):
    assert count(page("/", agent=agent)).kinds == {(DAY, "home"): 1}


@pytest.mark.parametrize(
    "referrer,host",
    [
        ("https://www.google.com/search?q=faro", "google.com"),
        ("http://Example.NET:8080/a", "example.net"),
        ("https://xn--mename-dva.net/", "xn--mename-dva.net"),
    ],
)
def test_referrers_are_added_up_by_host(referrer, host):
    assert count(page(POST, referrer)).hosts == {(DAY, host): 1}


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        "https://blog.example.org/2026/",
        "https://www.blog.example.org/",
        "https://otro.example.com/",
        "about:blank",
        "https://",
        "https://[/",
        "https://127.0.0.1/",
        "https://a b.example/",
        "https://=cmd.example/",
        f"https://{'a' * 101}.example/",
    ],
)
def test_ones_own_hosts_and_what_is_no_host_are_left_out(settings, referrer):
    settings.SITE_HOST = "blog.example.org"
    settings.ALLOWED_HOSTS = ["*", ".blog.example.org", "otro.example.com", "127.0.0.1"]
    visit_counter.host_of.cache_clear()

    counter = count(page(POST, referrer))

    visit_counter.host_of.cache_clear()
    assert counter.hosts == {}
    assert counter.posts == {(DAY, "2026/11/hola.html"): 1}


@pytest.mark.parametrize(
    "agent,name,subscribers",
    [
        (
            "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher)",
            "Feedly",
            16,
        ),
        ("NewsBlur Feed Fetcher - 3 subscribers - https://www.newsblur.com/", "NewsBlur Feed", 3),
        (
            "Mozilla/5.0 (compatible; inoreader.com/1.0; +https://inoreader.com; 5 subscribers)",
            "inoreader.com",
            5,
        ),
        ("Feedbin feed-id:1 - 7 subscribers", "Feedbin", 7),
        ("Miniflux/2.2.0", "Miniflux", 1),
        ("Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", "Thunderbird", 1),
        ("Evil 999999999 subscribers", "Evil 999999999 subscribers", 1_000_000),
    ],
)
def test_feed_readers_say_for_how_many_they_read(agent, name, subscribers):
    [(found, number)] = count(page(FEED, agent=agent), times=40).readers.values()

    assert found.startswith(name)
    assert number == subscribers


def test_a_service_counts_once_a_feed_with_its_greatest_number():
    counter = count(
        page(FEED, agent="Feedly/1.0 (16 subscribers)"),
        page(FEED, agent="Feedly/1.0 (18 subscribers)"),
        page("/feeds/posts/rss", agent="Feedly/1.0 (4 subscribers)"),
    )

    assert sorted(number for _name, number in counter.readers.values()) == [4, 18]


def test_other_programs_count_once_each_however_often_they_ask():
    agents = ("NetNewsWire/6.1", "NetNewsWire/6.2", "Miniflux/2.2.0")
    counter = count(
        *(page(path, agent=agent) for agent in agents for path in (FEED, "/feeds/posts/rss")),
        times=24,
    )

    assert sorted(counter.readers.values()) == [
        ("Miniflux", 1),
        ("NetNewsWire", 1),
        ("NetNewsWire", 1),
    ]


def reader_of(agent, day=DAY):
    counter = VisitCounter()
    counter.add({page(FEED, agent=agent): 1}, day=day, pages_by_beacon=False)
    [(_day, key)] = counter.readers
    return key


def test_a_program_cannot_be_followed_from_day_to_day_or_known_by_its_name(settings):
    today = reader_of("Miniflux/2.2.0")
    tomorrow = reader_of("Miniflux/2.2.0", day=DAY + timedelta(days=1))
    settings.SECRET_KEY = "another blog's"

    assert len({today, tomorrow, reader_of("Miniflux/2.2.0")}) == 3


def test_a_service_goes_by_its_name():
    assert reader_of("Feedly/1.0 (16 subscribers)") == f"Feedly {FEED}"


@pytest.mark.parametrize(
    "visit",
    [
        page(FEED),
        page(FEED, agent="Googlebot/2.1"),
        page(FEED, agent=""),
        page("/feeds/label/mar/default", agent="Miniflux/2.2.0"),
        page("/feeds/comments/default", agent="Miniflux/2.2.0"),
        page(FEED, agent="Miniflux/2.2.0", by_beacon=True),
    ],
)
def test_who_only_looks_into_a_feed_is_no_subscriber(visit):
    assert not count(visit)


def test_where_pages_tell_of_themselves_their_requests_do_not_count():
    counter = count(
        page("/"),
        page(POST, by_beacon=True),
        page(FEED, agent="Miniflux/2.2.0"),
        by_beacon=True,
    )

    assert (counter.kinds, len(counter.posts), len(counter.readers)) == ({}, 1, 1)


def test_a_page_fetched_ahead_tells_of_itself_where_requests_count():
    assert count(page("/", by_beacon=True)).kinds == {(DAY, "home"): 1}


def test_a_flood_fills_no_memory_and_drives_nobody_out(monkeypatch):
    monkeypatch.setattr(visit_counter, "MAX_COUNTED", 10)
    counter = count(page(POST, "https://example.net/"))
    for n in range(100):
        flood = [
            page(f"/2026/11/x{n}.html", f"https://h{n}.example/"),
            page(FEED, agent=f"Reader{n}/1"),
        ]
        counter.add(dict.fromkeys(flood, 1), day=DAY, pages_by_beacon=False)

    counter.add({page(POST, "https://example.net/"): 5}, day=DAY, pages_by_beacon=False)

    assert [len(counter.posts), len(counter.hosts), len(counter.readers)] == [10, 10, 10]
    assert counter.posts[DAY, "2026/11/hola.html"] == 6
    assert counter.hosts[DAY, "example.net"] == 6


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_sent_breaks_the_counting(path, referrer, agent):
    for visit in (Visit(path, referrer, agent), Visit(FEED, referrer, agent), page("/", referrer)):
        count(visit)
