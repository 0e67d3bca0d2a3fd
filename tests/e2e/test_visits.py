"""Pages that tell of themselves where no server sees them being read."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from tests.factories import make_post

AHEAD = """
    const rules = document.createElement("script");
    rules.type = "speculationrules";
    const prefetch = [{ source: "list", urls: [ADDRESS], eagerness: "immediate" }];
    rules.text = JSON.stringify({ prefetch });
    document.head.append(rules);
"""


@pytest.fixture
def told():
    """Gather what the pages of a tab tell: each path, and where the reader came from."""

    def listen(page):
        gathered = []

        def hear(request):
            if urlsplit(request.url).path == "/v":
                said = parse_qs(urlsplit(request.url).query, keep_blank_values=True)
                gathered.append((said["path"][0], urlsplit(said["from"][0]).path))

        page.on("request", hear)
        return gathered

    return listen


def test_each_page_tells_once_where_the_operator_says_so(page, told, alice, settings):
    settings.VISITS_BY = "beacon"
    post = make_post(author=alice, title="El faro")
    heard = told(page)

    page.goto("/")
    page.get_by_role("link", name="El faro").first.click()
    page.wait_for_url(f"**{post.get_absolute_url()}")
    page.wait_for_load_state("networkidle")
    page.goto("/nada/")
    page.wait_for_load_state("networkidle")

    assert heard == [("/", ""), (post.get_absolute_url(), "/")]


@pytest.mark.parametrize("by", ["requests", "nothing"])
def test_else_a_page_that_the_server_gave_tells_nothing(page, told, alice, settings, by):
    settings.VISITS_BY = by
    make_post(author=alice, published_at=timezone.now())
    heard = told(page)

    page.goto("/")
    page.wait_for_load_state("networkidle")

    assert heard == []


def test_a_page_that_was_fetched_ahead_tells_when_somebody_turns_to_it(open_page, told, alice):
    post = make_post(author=alice, title="El faro")
    page = open_page(bypass_csp=True)
    heard = told(page)
    page.goto("/")

    with page.expect_response(f"**{post.get_absolute_url()}"):
        page.evaluate(AHEAD.replace("ADDRESS", repr(post.get_absolute_url())))
    page.get_by_role("link", name="El faro").first.click()
    page.wait_for_url(f"**{post.get_absolute_url()}")
    page.wait_for_load_state("networkidle")

    assert heard == [(post.get_absolute_url(), "/")]
