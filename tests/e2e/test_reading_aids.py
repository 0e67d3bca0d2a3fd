"""Contents, notes, copies and shares, as a reader with a mouse, with keys or without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_comment, make_label, make_post

CODE = 'def hola():\n    return "¿qué tal?"'
BODY = f"""Uno[^n], otra cosa y dos[^n].

```python
{CODE}
```

## El faro

{"palabra " * 700}

### La luz

## La mar

[^n]: La nota.
"""
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
WITH_A_SHEET = "navigator.share = async (what) => { window.shared = what; }"
NOTING_KEY_LISTENERS = """
window.listened = [];
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  if (/^key/.test(type)) window.listened.push(`${type} on ${this.constructor.name}`);
  return listen.call(this, type, ...rest);
};
"""


@pytest.fixture
def post(alice):
    post = make_post(author=alice, title="La costa", body=BODY)
    post.labels.add(make_label(name="Mar"))
    make_comment(post=post)
    return post


def in_view(page, selector):
    expect(page.locator(selector)).to_be_in_viewport()
    return page.locator(selector).bounding_box()["y"]


# Contents


def test_a_reader_without_scripts_jumps_to_a_heading(open_page, post):
    page = open_page(java_script_enabled=False)
    page.goto(post.get_absolute_url())

    page.get_by_role("navigation", name="Contenido").get_by_role("link", name="La luz").click()

    assert in_view(page, "#s-la-luz") > 0


def test_a_reader_with_keys_alone_folds_the_contents_away(page, post):
    page.goto(post.get_absolute_url())
    contents = page.get_by_role("navigation", name="Contenido")

    contents.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(contents.get_by_role("link", name="El faro")).to_be_hidden()


# Notes


@pytest.mark.parametrize("place", ["post", "list"])
def test_a_note_leads_back_to_the_place_that_was_read(page, post, place):
    page.goto(post.get_absolute_url() if place == "post" else "/")

    page.get_by_role("link", name="Nota 1").nth(1).click()
    note = page.locator("li:target")
    expect(note).to_be_in_viewport()
    expect(note).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    note.get_by_role("link", name="Volver al texto (2)").click()

    cited = page.locator("a:target")
    expect(cited).to_be_in_viewport()
    expect(cited).to_have_text("[1]")
    expect(cited).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    assert cited.get_attribute("id").endswith("fnref1:1")


def test_notes_of_two_posts_in_a_list_do_not_mix(page, post, alice):
    make_post(author=alice, title="La otra", body="Más[^n].\n\n[^n]: Su nota.")
    page.goto("/")

    page.locator("article", has_text="La otra").get_by_role("link", name="Nota 1").click()

    expect(page.locator("li:target")).to_contain_text("Su nota.")


# Copies


def pasted(page):
    """Return what the clipboard holds, as a reader would see it: pasted into the comment."""
    field = page.locator("#comment-form textarea").first
    field.fill("")
    field.press("Control+V")
    return field.input_value()


@pytest.mark.parametrize("clipboard", ["allowed", "forbidden", "missing"])
def test_a_reader_copies_code(open_page, post, clipboard):
    page = open_page(permissions=["clipboard-read", "clipboard-write"] * (clipboard == "allowed"))
    if clipboard == "missing":
        page.add_init_script(WITHOUT_CLIPBOARD)
    page.goto(post.get_absolute_url())
    button = page.get_by_role("button", name="Copiar el código")

    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="Copiado")).to_be_attached()
    expect(button).to_have_text("Copiado")
    expect(button).to_be_focused()
    assert pasted(page) == CODE
    expect(button).to_have_text("Copiar")


def test_code_can_be_scrolled_with_keys_before_its_button(page, post):
    page.goto(post.get_absolute_url())

    page.locator(".prose pre").focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Copiar el código")).to_be_focused()


def test_there_is_no_copy_button_on_paper_or_without_scripts(open_page, post):
    without = open_page(java_script_enabled=False)
    without.goto(post.get_absolute_url())
    printed = open_page()
    printed.goto(post.get_absolute_url())
    printed.emulate_media(media="print")

    expect(without.locator(".copy-code")).to_have_count(0)
    expect(printed.locator(".copy-code")).to_be_hidden()
    expect(printed.locator(".share")).to_be_hidden()


# Shares


def test_a_reader_copies_the_link(open_page, post, live_server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(post.get_absolute_url())

    page.get_by_role("button", name="Copiar el enlace").click()

    expect(page.get_by_role("button", name="Copiado")).to_be_visible()
    assert pasted(page).endswith(post.get_absolute_url())


def test_the_systems_sheet_is_offered_where_there_is_one(open_page, post):
    page = open_page()
    page.add_init_script(WITH_A_SHEET)
    page.goto(post.get_absolute_url())

    page.get_by_role("button", name="Compartir con…").click()

    shared = page.evaluate("window.shared")
    assert shared["title"] == "La costa"
    assert shared["url"].endswith(post.get_absolute_url())


def test_without_a_sheet_there_is_no_button_for_it(open_page, post):
    page = open_page()
    page.add_init_script("navigator.share = undefined")
    page.goto(post.get_absolute_url())

    expect(page.get_by_role("button", name="Copiar el enlace")).to_be_visible()
    expect(page.get_by_role("button", name="Compartir con…")).to_be_hidden()


def test_a_reader_without_scripts_has_the_links(open_page, post):
    page = open_page(java_script_enabled=False)
    page.goto(post.get_absolute_url())
    share = page.get_by_role("region", name="Compartir")

    expect(share.get_by_role("link")).to_have_count(7)
    expect(share.get_by_role("button")).to_have_count(0)


def test_a_page_asks_nobody_else_for_anything(page, post, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(post.get_absolute_url(), wait_until="networkidle")

    assert {url for url in asked if not url.startswith(live_server.url)} == set()


# Keys


def test_no_key_is_taken_from_a_reader(open_page, post):
    page = open_page()
    page.add_init_script(NOTING_KEY_LISTENERS)

    listening = set()
    for address in ("/", post.get_absolute_url(), "/labels/", "/archive/"):
        page.goto(address, wait_until="networkidle")
        listening |= set(page.evaluate("window.listened"))

    assert {who for who in listening if not re.search("Dialog|Form", who)} == set()
