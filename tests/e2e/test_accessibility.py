"""axe finds nothing on any page, by day or by night."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.e2e.pages import admin_pages, public_pages, small_blog


@pytest.fixture
def blog(alice, dana):
    return small_blog(alice)


# What axe has found right is long, and nobody reads it.
RUN = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])))"""


def findings(page):
    page.evaluate(AXE_SCRIPT)
    return [f"{page.url} {rule}: {html[:160]}" for rule, html in page.evaluate(RUN)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_public_pages_are_accessible(open_page, blog, theme):
    page = open_page(color_scheme=theme)

    found = []
    for address in public_pages(blog):
        page.goto(address)
        found += findings(page)

    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_admin_is_accessible(open_page, sign_in, blog, dana, theme):
    page = open_page(color_scheme=theme)
    page.goto("/admin/login/")
    found = findings(page)
    sign_in(page, dana)

    for address in admin_pages(blog):
        page.goto(address)
        found += findings(page)

    assert found == []
