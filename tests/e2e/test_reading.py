"""Readers by day and by night, with keys alone, on small screens."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_comment, make_label, make_page, make_post

INK = "getComputedStyle(document.body).color"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def blog(alice):
    make_page(title="Acerca de", menu_position=1)
    post = make_post(author=alice, title="El faro", body="Uno.\n\n```python\nprint('hola')\n```")
    post.labels.add(make_label(name="Mar"))
    make_comment(post=post)
    return post


def test_the_night_is_dark_and_the_switch_is_remembered(open_page, blog):
    page = open_page(color_scheme="light")
    page.goto("/")
    by_day = page.evaluate(INK)

    page.locator("[data-theme-switch]").first.click()
    expect(page.locator("body")).not_to_have_css("color", by_day)
    chosen = page.evaluate(INK)
    page.goto(blog.get_absolute_url())

    assert page.evaluate(INK) == chosen


def test_the_system_decides_where_nobody_chose(open_page, blog):
    inks = set()
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme, java_script_enabled=False)
        page.goto("/")
        inks.add(page.locator("body").evaluate("body => getComputedStyle(body).color"))

    assert len(inks) == 2


def test_a_reader_with_keys_alone_skips_to_the_text_and_opens_a_post(page, blog):
    page.goto("/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "El faro":
            break
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{blog.get_absolute_url()}")


def test_a_reader_with_keys_alone_comments(page, blog):
    page.goto(blog.get_absolute_url())
    page.locator("#comment-form [name=name]").focus()
    page.keyboard.type("Lucía")
    while page.evaluate("document.activeElement.name") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("Con el teclado.")
    page.wait_for_timeout(3_100)
    while page.evaluate("document.activeElement.value") != "publish":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Con el teclado.")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(open_page, blog, alice, width):
    page = open_page(viewport={"width": width, "height": 800})
    addresses = ["/", blog.get_absolute_url(), "/label/mar/", alice.get_absolute_url(), "/nada/"]

    wide = {}
    for address in addresses:
        page.goto(address)
        wide[address] = page.evaluate(OVERFLOW)

    assert wide == dict.fromkeys(addresses, 0)
