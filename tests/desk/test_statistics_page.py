"""The statistics at the writing desk: what each person sees of which days, and the file."""

import csv
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine

from blog.models import DayViews, FeedReader, PostViews, Referral
from tests.factories import make_post

PAGE = "/admin/statistics/"
FILE = "/admin/statistics/views.csv"
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Madrid"))
    with time_machine.travel(noon, tick=False):
        yield


def view(post, times, *, days_ago=0):
    day = TODAY - timedelta(days=days_ago)
    PostViews.objects.create(post=post, day=day, views=times)
    sums, _ = DayViews.objects.get_or_create(day=day, kind="post", defaults={"views": 0})
    DayViews.objects.filter(pk=sums.pk).update(views=sums.views + times)


@pytest.fixture
def readers(alice, bob):
    """Alice's post was viewed 5 times, Bob's 3, the front page 10 times; and somewhat before."""
    mine, theirs = make_post(author=alice, title="De Alicia"), make_post(author=bob, title="De Bob")
    view(mine, 5)
    view(theirs, 3, days_ago=6)
    view(theirs, 9, days_ago=7)
    DayViews.objects.create(day=TODAY - timedelta(days=13), kind="list", views=3)
    DayViews.objects.create(day=TODAY, kind="home", views=10)
    Referral.objects.create(day=TODAY, host="example.net", views=4)
    Referral.objects.create(day=TODAY, host="", views=40)
    FeedReader.objects.create(day=TODAY, key="a", name="Feedly", subscribers=1)
    for key, name, number in (("a", "Feedly", 12), ("b", "Feedly", 3), ("c", "Miniflux", 1)):
        day = TODAY - timedelta(days=1)
        FeedReader.objects.create(day=day, key=key, name=name, subscribers=number)
    return mine, theirs


def names(lines):
    return [(line.name, line.number) for line in lines]


def test_strangers_are_sent_to_the_door(client, readers):
    for address in (PAGE, FILE):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("who", ["carol", "dana"])
def test_an_editor_sees_how_the_whole_blog_is_read(client, request, readers, who):
    client.force_login(request.getfixturevalue(who))

    report = client.get(PAGE, {"days": 7}).context["report"]

    assert (report.views, report.a_day, report.change) == (18, 3, 50)
    assert names(report.posts) == [("De Alicia", 5), ("De Bob", 3)]
    assert names(report.kinds) == [("Portada", 10), ("Entradas", 8)]
    assert names(report.hosts) == [("example.net", 4)]
    assert names(report.readers) == [("Feedly", 15), ("Miniflux", 1)]
    assert report.subscribers == 16


def test_an_author_sees_how_their_own_posts_are_read(client, alice, readers):
    client.force_login(alice)

    response = client.get(PAGE, {"days": 7})

    report = response.context["report"]
    assert (report.views, report.change) == (5, None)
    assert names(report.posts) == [("De Alicia", 5)]
    for foreign in ("De Bob", "example.net", "Feedly", "Portada"):
        assert foreign not in response.text


def test_days_before_counting_began_are_not_compared_with(client, carol, alice):
    post = make_post(author=alice)
    view(post, 9)
    view(post, 3, days_ago=12)
    client.force_login(carol)

    assert client.get(PAGE, {"days": 7}).context["report"].change is None

    view(post, 3, days_ago=13)
    assert client.get(PAGE, {"days": 7}).context["report"].change == 50


def test_on_its_first_day_a_blog_hears_when_feed_readers_are_told(client, carol):
    FeedReader.objects.create(day=TODAY, key="a", name="Feedly", subscribers=12)
    client.force_login(carol)

    page = client.get(PAGE)

    assert page.context["report"].subscribers == 0
    assert "pidió el feed del blog el 22 de noviembre de 2026. Los de cada día" in page.text
    assert "último día completo, el 22 de noviembre de 2026," in page.text


def test_an_author_is_told_nothing_of_subscribers(client, alice, readers):
    client.force_login(alice)

    page = client.get(PAGE).text

    assert "quien abre tres páginas cuenta tres veces" in page
    assert "uscripciones" not in page


def test_a_bar_stands_for_each_day(client, carol, readers):
    client.force_login(carol)

    response = client.get(PAGE, {"days": 7})

    chart = response.context["report"].chart
    assert [bar.views for bar in chart.bars] == [3, 0, 0, 0, 0, 0, 15]
    assert (chart.top, chart.bars[-1].height, chart.bars[-1].y) == (16, 938, 62)
    assert "<title>lunes, 23 de noviembre de 2026: 15</title>" in response.text
    assert '<td class="number">15</td>' in response.text


@pytest.mark.parametrize(
    "bars,width,edge", [(1, 8, 31), (2, 16, 27), (6, 48, 11), (7, 56, 7), (30, 56, 7)]
)
def test_a_few_bars_are_no_wider_than_those_of_a_week(client, carol, bars, width, edge):
    client.force_login(carol)

    chart = client.get(PAGE, {"first": TODAY - timedelta(days=bars - 1)}).context["report"].chart

    assert (chart.bar_width, chart.bars[0].x, chart.width) == (width, edge, 70 * bars)


@pytest.mark.parametrize("before,change", [(4, "+50 %"), (6, "0 %"), (12, "-50 %"), (None, None)])
def test_a_single_day_is_named_once(client, carol, alice, before, change):
    post = make_post(author=alice)
    view(post, 6, days_ago=1)
    if before:
        view(post, before, days_ago=2)
    client.force_login(carol)

    page = " ".join(client.get(PAGE, {"first": "2026-11-22", "last": "2026-11-22"}).text.split())

    assert "> Visitas del 22 de noviembre de 2026 <" in page
    assert (f"<small> {change} respecto al día anterior </small>" in page) == bool(change)
    assert "días anteriores" not in page


@pytest.mark.parametrize(
    "asked,first,scale,bars",
    [
        ({}, date(2026, 10, 25), "day", 30),
        ({"days": 90}, date(2026, 8, 26), "day", 90),
        ({"days": 365}, date(2025, 11, 24), "week", 53),
        ({"first": "2026-11-01"}, date(2026, 11, 1), "day", 23),
        ({"first": "2020-01-01"}, date(2020, 1, 1), "month", 83),
        ({"last": "2026-11-23"}, TODAY, "day", 1),
        ({"first": "2026-11-20", "last": "2030-01-01"}, date(2026, 11, 20), "day", 4),
    ],
)
def test_one_chooses_the_days(client, carol, readers, asked, first, scale, bars):
    client.force_login(carol)

    context = client.get(PAGE, asked).context

    assert (context["span"].first, context["span"].last) == (first, TODAY)
    assert (context["report"].chart.scale, len(context["report"].chart.bars)) == (scale, bars)


@pytest.mark.parametrize(
    "asked",
    [
        {"days": "8"},
        {"days": "muchos"},
        {"first": "ayer"},
        {"first": "2026-11-20", "last": "2026-11-01"},
        {"first": "2026-12-24"},
        {"first": "0001-01-01"},
    ],
)
def test_days_that_cannot_be_are_explained(client, carol, asked):
    client.force_login(carol)

    page = client.get(PAGE, asked)

    assert page.status_code == 200
    assert page.context["span"].days == 30
    assert page.text.count("errorlist") == 1
    assert client.get(FILE, asked).status_code == 400


def test_without_readers_it_says_so_kindly(client, carol):
    client.force_login(carol)

    page = client.get(PAGE)

    assert "Nadie ha abierto una entrada en estos días." in page.text
    assert page.context["report"].chart.top == 2


@pytest.mark.parametrize("way,is_told", [("requests", 0), ("beacon", 0), ("nothing", 1)])
def test_where_nothing_is_counted_it_says_so(client, alice, settings, way, is_told):
    settings.VISITS_BY = way
    client.force_login(alice)

    assert client.get(PAGE).text.count("Las visitas no se están contando") == is_told


@pytest.mark.parametrize("who,queries", [("carol", 10), ("alice", 7)])
@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_the_same_for_many(
    client, request, alice, who, queries, many, django_assert_num_queries
):
    for n in range(many):
        view(make_post(author=alice), 2, days_ago=n)
        Referral.objects.create(day=TODAY, host=f"h{n}.example", views=1)
        FeedReader.objects.create(day=TODAY, key=str(n), name=f"Lector {n}", subscribers=1)
    client.force_login(request.getfixturevalue(who))

    with django_assert_num_queries(queries):
        client.get(PAGE)


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_everyone_finds_it_in_the_menu(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert f'href="{PAGE}"' in client.get("/admin/").text


# The file.


def rows_of(response):
    return list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))


def test_the_file_is_one_that_spreadsheets_know(client, carol, readers):
    client.force_login(carol)

    response = client.get(FILE, {"days": 7})

    assert response.getvalue().startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="2026-11-17-2026-11-23.csv"'
    assert "no-store" in response["Cache-Control"]


def test_an_editors_file_has_every_day_post_and_kind(client, carol, readers):
    mine, theirs = readers
    client.force_login(carol)

    rows = rows_of(client.get(FILE, {"days": 7}))

    assert rows == [
        ["día", "tipo", "título", "ruta", "visitas"],
        ["2026-11-17", "Entradas", "De Bob", f"/{theirs.path}", "3"],
        ["2026-11-23", "Entradas", "De Alicia", f"/{mine.path}", "5"],
        ["2026-11-23", "Portada", "", "", "10"],
    ]


def test_an_authors_file_has_their_own_posts(client, alice, readers):
    client.force_login(alice)

    rows = rows_of(client.get(FILE, {"days": 7}))

    assert [row[2] for row in rows[1:]] == ["De Alicia"]


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t="])
def test_a_title_is_no_formula(client, carol, alice, beginning):
    title = f"{beginning}HYPERLINK(1)"
    view(make_post(author=alice, title=title), 1)
    client.force_login(carol)

    rows = rows_of(client.get(FILE))

    assert rows[1][2] == f"'{title}"
