"""A real browser against a real server, over a database in a file.

`BROWSER_PATH` names a Chromium; without one, Playwright's own is tried. `make test` finds one, and
says so where there is none.
"""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

# Fixtures: a server of its own, with static files as they are collected.

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in this thread

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path or None, args=QUIET)
        except Error as error:
            pytest.skip(f"no browser here: {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server, transactional_db):
    """Open a tab of a reader's own; what its console complains of fails the test at its end."""
    contexts, complaints = [], []

    def open_tab(**options):
        context = browser.new_context(base_url=live_server.url, locale="es-ES", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if _is_ours(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_tab
    for context in contexts:
        context.close()
    _wait_for_the_server()
    assert complaints == []


def _wait_for_the_server():
    """Let it end what closed tabs still asked of it: its queries would lock what is flushed."""
    end = time.monotonic() + 10
    is_busy = True
    while is_busy:
        assert time.monotonic() < end, "a request does not end"
        time.sleep(0.02)
        is_busy = any("process_request_thread" in thread.name for thread in threading.enumerate())


def _is_ours(said):
    """Leave out what axe does itself, which comes from no address, and pages not found."""
    from_a_page = bool(said.location["url"])
    return said.type == "error" and from_a_page and "Failed to load resource" not in said.text


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def sign_in(live_server):
    """Sign somebody in through the form, in a tab of theirs."""

    def enter(page, person, password="correct horse battery"):
        person.set_password(password)
        person.save()
        page.goto("/admin/login/")
        page.get_by_label("Nombre de usuario o correo").fill(person.username)
        page.get_by_label("Contraseña").fill(password)
        page.get_by_role("button", name="Iniciar sesión").click()
        page.wait_for_url("**/admin/")
        return page

    return enter
