"""How old a page may be: never older than a second after what it shows has changed."""

import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.processes import (
    FARO,
    GUNICORN,
    HIT,
    MISS,
    NEW_POST,
    free_port,
    how,
    said,
    wait_until,
)

SITE = "http://127.0.0.1"
RENAME = "from blog.models import Post; Post.objects.update(title='{}')"


def test_no_page_is_older_than_a_second_on_any_worker(blog, shell):
    workers = 20  # requests, each on a connection of its own, so that both workers answer
    for number in range(3):
        ask_all(blog, workers)
        shell(RENAME.format(f"Faro {number}"))
        time.sleep(1)

        assert {f"Faro {number}" in answer.body.decode() for answer in ask_all(blog, workers)} == {
            True
        }


def ask_all(served, times):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda _: served.ask(FARO), range(times)))


HELD = """
from accounts.models import User
from blog.models import SiteSettings
SiteSettings.objects.create(moderation="all")
User.objects.create_superuser("eva", "eva@example.org", "cuatro gatos al sol", role="owner")
"""
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Host": "127.0.0.1"}


@pytest.fixture
def workers(house, prepared, written_once):
    """Serve one blog by two single workers, each at a port of its own, over one folder."""
    house.copy_database(written_once)
    house.shell(HELD)
    return [house.serve(SITE_URL=SITE, WEB_CONCURRENCY="1") for _ in range(2)]


def test_a_comment_sent_to_one_worker_and_published_at_another_is_seen_at_both(workers):
    one, other = workers
    before = [page_of(worker) for worker in workers]

    answer = comment_on(one, before[0])
    own_view = one.ask(answer.headers["Location"].partition("#")[0], Host="127.0.0.1")
    time.sleep(1)
    waiting = [page_of(worker) for worker in workers]
    publish_all(other)
    time.sleep(1)
    after = [page_of(worker) for worker in workers]

    assert answer.status == 303
    assert "¡Qué luz!" in own_view.body.decode()
    assert said(own_view) is None
    assert [page.body for page in waiting] == [page.body for page in before]
    assert {said(page) for page in waiting} == {HIT}
    assert ["¡Qué luz!" in page.body.decode() for page in after] == [True, True]


def page_of(served):
    return served.ask(FARO, Host="127.0.0.1")


def comment_on(served, page):
    """Send the form that stands in a page, when a person could have filled it in."""
    html = page.body.decode()
    action = unescape(re.search(r'<form method="post"\s+action="([^"#]+)', html)[1])
    stamp = re.search(r'name="stamp" value="([^"]+)"', html)[1]
    time.sleep(3.1)
    fields = {"name": "Lucía", "text": "¡Qué luz!", "stamp": stamp}
    return served.ask(action, "POST", urlencode(fields), **FORM)


def publish_all(served):
    """Publish what waits, at the writing desk."""
    cookies = SimpleCookie()
    comments = "/admin/comments/comment/"
    login = {"username": "eva", "password": "cuatro gatos al sol"}
    assert send(served, cookies, "/admin/login/", login).status == 302
    listed = served.ask(comments, Cookie=in_one(cookies), Host="127.0.0.1").body.decode()
    chosen = re.findall(r'name="_selected_action" value="(\d+)"', listed)
    action = {"action": "publish", "_selected_action": chosen[0]}
    assert send(served, cookies, comments, action).status == 302


def send(served, cookies, path, fields):
    """Send a form of the desk, with the token that its page gave."""
    for form in (None, fields):
        body = form and urlencode({**form, "csrfmiddlewaretoken": cookies["csrftoken"].value})
        cookie = {"Cookie": in_one(cookies)} if cookies else {}
        answer = served.ask(path, "POST" if form else "GET", body, **FORM, **cookie)
        for given in answer.headers.get_all("Set-Cookie", []):
            cookies.load(given)
    return answer


def in_one(cookies):
    return "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())


def test_what_nginx_serves_moves_on_though_nothing_reaches_the_application(start, prepared, shell):
    current = prepared / "pages" / "current"
    start(*GUNICORN, log=subprocess.DEVNULL, PORT=str(free_port()))
    wait_until(current.is_symlink)
    before = current.readlink()

    shell("from blog.models import SiteSettings as S; S.objects.create(title='Otro cuaderno')")
    wait_until(lambda: current.readlink() > before)


def test_what_was_read_most_is_made_anew_before_anybody_asks(blog, shell):
    for _ in range(5):
        blog.ask(FARO)
    shell(RENAME.format("El otro faro"))
    time.sleep(4)

    answer = blog.ask(FARO)

    assert said(answer) == HIT
    assert "El otro faro" in answer.body.decode()


def test_a_restart_keeps_the_pages_and_another_setting_does_not(serve):
    for expected, settings in ((MISS, {}), (HIT, {}), (MISS, {"TIME_ZONE": "Europe/Lisbon"})):
        served = serve(SITE_URL=SITE, **settings)

        assert how(served) == expected

        served.stop()


def test_a_restart_forgets_what_has_changed_meanwhile_and_nothing_else(serve, shell):
    shell(NEW_POST)
    served = serve(SITE_URL=SITE)
    assert [how(served, path) for path in (FARO, "/archive/")] == [MISS, MISS]
    served.stop()
    shell("from blog.models import Post; Post.objects.update(body_html='Otra luz.')")

    again = serve(SITE_URL=SITE)

    assert [how(again, path) for path in (FARO, "/archive/")] == [MISS, HIT]
    assert "Otra luz." in page_of(again).body.decode()


def test_pages_are_read_on_while_the_database_is_away_even_after_a_restart(
    serve, prepared, database
):
    served = serve(SITE_URL=SITE)
    assert how(served) == MISS

    hide(prepared, database)
    time.sleep(0.3)
    assert how(served) == HIT
    served.stop()

    again = serve(SITE_URL=SITE)

    assert how(again) == HIT


BROKEN_OFF = """
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor
def broken_off(*_arguments, **_options):
    raise SystemExit
MigrationExecutor.migrate = broken_off
call_command("migrate", "blog", "zero", verbosity=0)
"""
COUNTED = """
from django.db.models import Sum
from blog.models import MonthCount
assert MonthCount.objects.aggregate(posts=Sum("posts")) == {"posts": 2}
"""


def test_after_a_migration_that_was_broken_off_no_page_is_old_and_setup_puts_it_right(
    serve, shell, run, prepared
):
    served = serve(SITE_URL=SITE, WEB_CONCURRENCY="2")
    shell(NEW_POST)
    time.sleep(1)
    for _ in range(3):
        page_of(served)

    run("manage.py", "shell", "--no-imports", "--command", BROKEN_OFF)
    time.sleep(1)
    assert not (prepared / "pages" / "current").is_symlink()
    shell(NEW_POST.replace("El faro", "El segundo faro"))
    shell(RENAME.format("El otro faro"))
    page = page_of(served)
    assert said(page) is None
    assert "El otro faro" in page.body.decode()

    assert run("manage.py", "setup")[0] == 0
    time.sleep(1)
    assert [how(served, "/archive/"), how(served, "/archive/")] == [MISS, HIT]
    shell(COUNTED)
    shell(RENAME.format("Y otro faro"))
    time.sleep(1)
    assert "Y otro faro" in page_of(served).body.decode()


def test_a_server_that_starts_after_a_broken_migration_shows_no_page_of_before(serve, shell, run):
    served = serve(SITE_URL=SITE)
    shell(NEW_POST)
    time.sleep(1)
    page_of(served)
    served.stop()
    run("manage.py", "shell", "--no-imports", "--command", BROKEN_OFF)
    shell(RENAME.format("El otro faro"))

    page = page_of(serve(SITE_URL=SITE))

    assert said(page) is None
    assert "El otro faro" in page.body.decode()


def hide(prepared, database):
    database.drop()
    for file in prepared.glob("bitacora.sqlite3*"):
        file.unlink()
