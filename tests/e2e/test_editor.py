"""The editor by hand: its tools and keys, its preview, and what it does when something fails."""

import re
from functools import partial

import pytest
from PIL import Image
from playwright.sync_api import expect

from blog.models import Post
from tests.factories import make_label, make_post
from tests.picture_files import encoded

ADD = "/admin/blog/post/add/"
PASTE = """([area, bytes]) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(bytes)], "pegada.png", {type: "image/png"}));
    const how = {clipboardData: files, bubbles: true, cancelable: true};
    area.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture
def writing(page, client, live_server, alice):
    """Sit alice down before a new post, signed in already."""
    client.force_login(alice)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])
    page.goto(ADD)
    expect(page.frame_locator("iframe").locator("[data-preview]")).to_be_attached()
    return page


@pytest.fixture
def area(writing):
    return writing.locator("textarea[name=body]")


@pytest.fixture
def preview(writing):
    return writing.frame_locator("iframe").locator("[data-preview]")


def says(page):
    return page.get_by_role("status").filter(has_text=re.compile(r"\S")).first


def picture():
    return encoded(Image.new("RGB", (60, 40), "teal"), "PNG")


def test_marks_go_around_what_is_selected_by_key_and_by_button(writing, area):
    for key, tool, made in (
        ("Control+b", "Negrita", "una **palabra** suelta"),
        ("Control+i", "Cursiva", "una *palabra* suelta"),
        ("Control+k", "Enlace", "una [palabra](https://) suelta"),
    ):
        button = writing.get_by_role("button", name=tool)
        for act in (partial(area.press, key), button.click):
            area.fill("una palabra suelta")
            area.evaluate("area => area.setSelectionRange(4, 11)")
            act()
            expect(area).to_have_value(made)


def test_a_mark_is_taken_off_again_and_undone(area):
    area.fill("una palabra suelta")
    area.evaluate("area => area.setSelectionRange(4, 11)")

    area.press("Control+b")
    area.press("Control+b")
    expect(area).to_have_value("una palabra suelta")
    area.press("Control+z")

    assert "**" in area.input_value()


def test_lines_get_their_marks(writing, area):
    for tool, made in (
        ("Encabezado", "## uno\n## dos"),
        ("Cita", "> uno\n> dos"),
        ("Lista", "- uno\n- dos"),
        ("Código", "```\nuno\ndos\n```"),
    ):
        area.fill("uno\ndos")
        area.press("Control+a")
        writing.get_by_role("button", name=tool).click()
        expect(area).to_have_value(made)


def test_the_jump_break_stands_in_a_paragraph_of_its_own(writing, area):
    area.fill("uno")
    area.press("Control+End")

    writing.get_by_role("button", name=re.compile("Salto")).click()

    expect(area).to_have_value("uno\n\n<!--more-->\n\n")


def test_a_picture_is_pasted(writing, area, preview):
    area.fill("Antes.")
    area.press("Control+End")

    writing.evaluate(PASTE, [area.element_handle(), list(picture())])

    expect(preview.locator("img")).to_be_visible()
    expect(area).to_have_value(
        re.compile(r"^Antes\.\n\n!\[\]\(/media/pictures/\S+/pegada-\w+.png\)\n\n$")
    )


def test_a_picture_is_chosen(writing, area):
    with writing.expect_file_chooser() as chooser:
        writing.get_by_role("button", name="Imagen", exact=True).click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": picture()})

    expect(area).to_have_value(re.compile(r"^!\[\]\(/media/"))


def test_the_preview_keeps_its_place_and_is_put_away(writing, area, preview):
    area.fill("Un párrafo.\n\n" * 100)
    expect(preview.locator("p")).to_have_count(100)
    preview.evaluate("() => window.scrollTo({top: 500, behavior: 'instant'})")

    area.press("Control+End")
    area.press_sequentially("Otro.")

    expect(preview.locator("p")).to_have_count(101)
    assert preview.evaluate("() => document.documentElement.scrollTop") == 500
    writing.get_by_role("button", name="Vista previa").click()
    expect(writing.locator("iframe")).to_be_hidden()


def test_a_link_in_the_preview_does_not_lead_it_away(writing, area, preview):
    area.fill("[Portada](/)")

    with writing.expect_popup() as opened:
        preview.get_by_role("link", name="Portada").click()

    assert opened.value.url.endswith("/")
    expect(preview).to_contain_text("Portada")


def test_the_preview_takes_the_theme(writing, preview):
    writing.get_by_role("button", name="Tema oscuro").click()

    expect(preview.locator("xpath=ancestor::html")).to_have_attribute("data-theme", "dark")


def test_without_the_server_the_text_stays_and_the_editor_recovers(writing, area, preview):
    writing.context.set_offline(True)
    area.fill("Sin red.")
    writing.evaluate(PASTE, [area.element_handle(), list(picture())])

    expect(says(writing)).to_be_visible()
    expect(area).to_have_value("Sin red.")
    writing.context.set_offline(False)
    area.press("Control+End")
    area.press_sequentially(" Ya hay.")

    expect(preview).to_have_text("Sin red. Ya hay.")


@pytest.mark.parametrize("status,body", [(413, "<html>Too large</html>"), (500, "")])
def test_an_odd_answer_is_explained_and_the_editor_goes_on(writing, area, preview, status, body):
    answer = {"status": status, "body": body, "content_type": "text/html"}
    writing.route("**/admin/markdown/upload/", lambda route: route.fulfill(**answer))
    area.fill("Antes.")

    writing.evaluate(PASTE, [area.element_handle(), list(picture())])

    expect(says(writing)).to_contain_text("pegada.png")
    expect(area).to_have_value("Antes.")
    area.press("Control+End")
    area.press_sequentially(" Después.")
    expect(preview).to_contain_text("Después.")


def test_who_was_signed_out_signs_in_elsewhere_and_goes_on(writing, area, preview, alice, sign_in):
    writing.locator("[name=title]").fill("Sobrevive")
    writing.context.clear_cookies(name="sessionid")
    area.fill("Hola.")
    expect(says(writing)).to_be_visible()

    sign_in(writing.context.new_page(), alice)
    area.press_sequentially(" Sigo.")

    expect(preview).to_contain_text("Sigo.")
    writing.locator("[name=_save]").click()
    writing.wait_for_url("**/admin/blog/post/")
    assert "Sigo." in Post.objects.get().body


def test_a_picture_on_its_way_is_waited_for(writing, area):
    writing.route("**/admin/markdown/upload/", lambda route: None)
    writing.locator("[name=title]").fill("Con prisa")
    writing.evaluate(PASTE, [area.element_handle(), list(picture())])
    expect(area).to_have_value(re.compile("pegada.png"))

    writing.locator("[name=_save]").click()

    expect(says(writing)).to_contain_text("en camino")
    assert not Post.objects.exists()


def test_leaving_with_unsaved_text_is_asked_about(writing, area):
    asked = []
    writing.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    area.press_sequentially("Sin guardar.")

    writing.goto("/admin/")

    assert asked == ["beforeunload"]


def test_labels_are_clicked_on_and_off(writing, area, alice):
    make_post(author=alice).labels.add(make_label(name="Mar"))
    writing.goto(ADD)
    labels = writing.locator("[name=labels]")
    button = writing.get_by_role("button", name="Mar", exact=True)
    labels.fill("Cocina")

    button.click()
    expect(labels).to_have_value("Cocina, Mar")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()

    expect(labels).to_have_value("Cocina")


def test_the_slug_to_come_is_shown(writing):
    writing.locator("[name=title]").fill("Social Media Manager: ¿Dentro o fuera?, ¿avanzamos?")

    slug = writing.locator("[name=slug]")

    expect(slug).to_have_attribute("placeholder", "social-media-manager-dentro-o-fuera")
    expect(slug).to_have_value("")
