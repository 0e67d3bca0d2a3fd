"""An author writes, drops a picture, publishes, and reads what came of it."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from blog.models import Picture, Post

TITLE = "Social Media Manager: ¿Dentro o fuera?, ¿avanzamos?"
BODY = "Un “community manager”…  dentro o fuera.\n\nhttp://example.org/enlaces\n\n"
DROP = """([area, picture]) => {
    const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "El faro.png", {type: "image/png"}));
    const options = {dataTransfer: files, bubbles: true, cancelable: true};
    area.dispatchEvent(new DragEvent("drop", options));
}"""


@pytest.fixture
def picture():
    file = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_an_author_publishes_a_post_of_2012_with_a_dropped_picture(page, sign_in, alice, picture):
    sign_in(page, alice)
    page.goto("/admin/blog/post/add/")
    page.locator("[name=title]").fill(TITLE)
    body = page.locator("textarea[name=body]")
    body.fill(BODY)
    body.press("Control+End")
    page.evaluate(DROP, [body.element_handle(), picture])
    expect(body).to_have_value(re.compile(r"\]\(/media/"))
    preview = page.frame_locator("iframe").locator("[data-preview]")
    expect(preview).to_contain_text("dentro o fuera")
    expect(preview.locator("img")).to_be_visible()

    page.locator("[name=published_at_0]").fill("10/01/2012")
    page.locator("[name=published_at_1]").fill("09:30:00")
    page.locator("[name=labels]").fill("Redes sociales, Oficio")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/admin/blog/post/")

    post = Post.objects.get()
    assert post.author == alice
    assert Picture.objects.get().uploaded_by == alice
    page.goto("/2012/01/social-media-manager-dentro-o-fuera.html")
    expect(page.get_by_text("martes, 10 de enero de 2012").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert "“community manager”…  dentro o fuera." in page.locator(".e-content").text_content()
    expect(page.get_by_role("link", name="http://example.org/enlaces")).to_be_visible()
    expect(page.locator(".e-content img")).to_be_visible()
    for archive in ("/2012/", "/2012/01/", "/2012/01/10/"):
        page.goto(archive)
        expect(page.get_by_role("link", name=TITLE).first).to_be_visible()


def test_the_editor_stays_usable_after_a_picture_that_is_none(page, sign_in, alice):
    sign_in(page, alice)
    page.goto("/admin/blog/post/add/")
    body = page.locator("textarea[name=body]")
    body.fill("Antes. ")

    page.evaluate(DROP, [body.element_handle(), base64.b64encode(b"<svg/>").decode()])

    expect(page.get_by_role("status").or_(page.get_by_role("alert")).first).not_to_be_empty()
    expect(body).to_have_value(re.compile(r"^Antes\.\s*$"))
    body.press("Control+End")
    body.press_sequentially("Después.")
    expect(page.frame_locator("iframe").locator("[data-preview]")).to_contain_text("Después.")


def test_tab_leaves_the_editor(page, sign_in, alice):
    sign_in(page, alice)
    page.goto("/admin/blog/post/add/")
    body = page.locator("textarea[name=body]")
    body.focus()

    body.press("Tab")

    expect(body).not_to_be_focused()
