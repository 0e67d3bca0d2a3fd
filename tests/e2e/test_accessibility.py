"""axe finds nothing on any page, by day or by night."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.e2e.pages import admin_pages, public_pages, small_blog


@pytest.fixture
def blog(alice, dana):
    return small_blog(alice)


# What axe has found right is long, and nobody reads it.
RUN = """(options) => axe.run({ resultTypes: ["violations"], ...options }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])))"""
END_TRANSITIONS = (
    "document.getAnimations().forEach((each) => each.transitionProperty && each.finish())"
)
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""All that the night changes, which a style sheet makes: no page knows of it."""


def findings(page):
    """Return what is wrong with a page that is in the light theme, and with its dark one."""
    page.evaluate(AXE_SCRIPT)
    found = [("light", *each) for each in page.evaluate(RUN, {})]
    page.emulate_media(color_scheme="dark")
    page.evaluate(END_TRANSITIONS)
    found += [("dark", *each) for each in page.evaluate(RUN, COLOURS)]
    page.emulate_media(color_scheme="light")
    return [f"{page.url} {theme} {rule}: {html[:160]}" for theme, rule, html in found]


def test_public_pages_are_accessible(open_page, blog):
    page = open_page(color_scheme="light")

    found = []
    for address in public_pages(blog):
        page.goto(address)
        found += findings(page)

    assert found == []


def test_the_admin_is_accessible(open_page, sign_in, blog, dana):
    page = open_page(color_scheme="light")
    page.goto("/admin/login/")
    found = findings(page)
    sign_in(page, dana)

    for address in admin_pages(blog):
        page.goto(address)
        found += findings(page)

    assert found == []
