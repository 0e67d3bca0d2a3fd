"""What a browser fetches: once, before it is asked for, and never late enough to be seen."""

import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.factories import make_comment, make_post

FETCHED = """
performance.getEntriesByType("resource")
  .filter(({name}) => !name.includes("/media/"))
  .map(({name, transferSize}) => [new URL(name).pathname, transferSize])
"""
IMPORTS = """
[...document.querySelector("link[rel=stylesheet]").sheet.cssRules]
  .map((rule) => rule.styleSheet.cssRules.length > 0)
"""
SHOWN = """
window.shown = [];
const look = () => {
  if (document.body && document.styleSheets.length) {
    const {visibility, colorScheme} = getComputedStyle(document.body);
    if (visibility === "visible") shown.push(colorScheme);
  }
  requestAnimationFrame(look);
};
look();
"""
MOVED = """
window.moved = [];
const name = ({node}) => node?.className;
const write = ({value, sources}) => moved.push([value, ...sources.map(name)]);
new PerformanceObserver((list) => list.getEntries().forEach(write)).observe({
  type: "layout-shift", buffered: true,
});
"""
SPECULATED = """
async ([paths, base]) => {
  const rules = await (await fetch("/speculation-rules.json")).json();
  const [{href_matches: all}, {not: {href_matches: none}}] = rules.prefetch[0].where.and;
  const matches = (patterns, path) =>
    [patterns].flat().some((pattern) => new URLPattern(pattern, base).test(path, base));
  return paths.filter((path) => matches(all, path) && !matches(none, path));
}
"""
PAGES = ["/", "/2012/01/el-faro.html", "/label/mar/", "/search?q=faro", "/?before=x", "/archive/"]
NO_PAGES = [
    "/admin/",
    "/admin/blog/post/1/change/",
    "/comments/1/",
    "/feeds/posts/default",
    "/feeds/posts/rss",
    "/media/pictures/faro.jpg",
    "/preview/post/1/",
    "/sitemap.xml",
    "/2012/01/el-faro.html?reply=3",
    "/2012/01/el-faro.html?m=1&reply=3",
    "/2012/01/el-faro.html?held=abc",
]


@pytest.fixture
def post(alice):
    return make_post(author=alice, title="El faro", body="Uno.\n\n```\ndos\n```")


def test_a_second_page_asks_for_no_static_file_again(browser, serve):
    with tab_at(browser, serve()) as page:
        page.goto("/", wait_until="networkidle")
        first = dict(page.evaluate(FETCHED))
        page.goto("/search", wait_until="networkidle")
        second = dict(page.evaluate(FETCHED))

    assert any(path.endswith(".css") for path in second)
    assert all(first.values())
    assert set(second.values()) == {0}


@contextmanager
def tab_at(browser, served):
    context = browser.new_context(base_url=f"http://127.0.0.1:{served.place}")
    yield context.new_page()
    context.close()


def test_the_next_page_is_there_before_its_link_is_clicked(page, post):
    page.goto("/")
    link = page.get_by_role("heading", name="El faro").get_by_role("link")

    with page.expect_response(f"**{post.get_absolute_url()}") as fetched:
        link.hover()
    fetched.value.finished()
    link.click()
    page.wait_for_url(f"**{post.get_absolute_url()}")

    assert fetched.value.request.header_value("sec-purpose") == "prefetch"
    assert page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType") == (
        "navigational-prefetch"
    )


def test_only_pages_to_read_are_fetched_ahead(page, live_server, transactional_db):
    page.goto("/")

    assert page.evaluate(SPECULATED, [PAGES + NO_PAGES, live_server.url]) == PAGES


def test_no_page_shows_itself_in_a_theme_that_was_not_chosen(open_page, post):
    page = open_page(color_scheme="light")
    page.goto("/")
    page.locator("[data-theme-switch]").click()
    page.add_init_script(SHOWN)
    page.route("**/theme.js", lambda route: (time.sleep(0.1), route.continue_()))

    page.goto(post.get_absolute_url())
    expect(page.get_by_role("heading", name="El faro")).to_be_visible()
    page.wait_for_timeout(100)

    assert set(page.evaluate("shown")) == {"dark"}


def test_a_page_is_shown_though_its_theme_never_comes(page, post):
    page.route("**/theme.js", lambda route: route.abort())

    page.goto(post.get_absolute_url())

    expect(page.get_by_role("heading", name="El faro")).to_be_visible()


def test_in_development_the_browser_follows_every_import(page, post):
    page.goto(post.get_absolute_url())

    loaded = page.evaluate(IMPORTS)

    assert len(loaded) > 20
    assert all(loaded)


def test_a_page_of_text_does_not_move_while_it_loads(page, post):
    make_comment(post=post)
    page.add_init_script(MOVED)

    for address in ["/", post.get_absolute_url(), "/search", "/nada/"]:
        page.goto(address, wait_until="networkidle")

        assert page.evaluate("moved") == [], address
