"""Pictures in a browser: the file that fits, the room that is kept, and a look at the whole."""

import shutil
import time
from copy import deepcopy

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from PIL import Image

from blog.models import Picture, SiteSettings
from blog.pictures import renditions
from tests.databases import rolled_back
from tests.e2e.test_accessibility import findings
from tests.factories import make_picture, make_post
from tests.picture_files import encoded

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def ready_picture(width, height, colour="teal", kind="JPEG"):
    image = Image.new("RGB", (width, height), colour)
    file = ContentFile(encoded(image, kind), name=f"{colour}.{kind.lower()}")
    picture = make_picture(file)
    renditions.make.func(picture.pk)
    return Picture.objects.get(pk=picture.pk)


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """Make the pictures once, and keep their rows and their files for each test to copy."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), rolled_back(), override_settings(MEDIA_ROOT=media):
        header, cover = ready_picture(2000, 400, "gray"), ready_picture(1600, 900, "olive")
        texts = [ready_picture(*size) for size in ((2400, 1600), (900, 1600), (200, 100))]
    for row in (header, cover, *texts):
        row.pk = None
    return media, [header, cover, *texts]


@pytest.fixture
def pictures(made, data_dir, transactional_db):
    media, rows = made
    shutil.copytree(media, data_dir / "media", dirs_exist_ok=True)
    return Picture.objects.bulk_create(deepcopy(rows))


@pytest.fixture
def post(alice, pictures):
    """Make a post with a cover, a wide, a tall and a small picture."""
    header, cover, wide, tall, small = pictures
    SiteSettings(header_image=header).save()
    body = [
        f'![Uno]({wide.file.url} "El primero")',
        "Texto. " * 200,
        f"![]({tall.file.url})",
        f"![Tres]({small.file.url})",
    ]
    return make_post(author=alice, body="\n\n".join(body), cover=cover, cover_alt="La portada")


def look_at_all(page):
    for image in page.locator("main img, .masthead img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.complete || new Promise(done => { image.onload = done; })")


@pytest.mark.parametrize(
    "width,density,header,cover,text",
    [
        (360, 1, 320, 320, 320),
        (360, 2, 640, 640, 640),
        (768, 1, 640, 640, 640),
        (768, 2, 1280, 1280, 1280),
        (1280, 1, 960, 640, 640),
        (1280, 2, 2000, 1280, 1280),
    ],
)
def test_a_reader_loads_the_width_that_fits(open_page, post, width, density, header, cover, text):
    page = open_page(viewport={"width": width, "height": 800}, device_scale_factor=density)
    page.goto(post.get_absolute_url())
    look_at_all(page)

    sources = page.locator("main img, .masthead img").evaluate_all(
        "images => images.map(image => image.currentSrc.match(/(\\d+)\\.avif$/)?.[1])"
    )

    assert sources[:3] == [str(header), str(cover), str(text)]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_pictures_arrive_late(open_page, post, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.route("**/media/**", lambda route: (time.sleep(0.15), route.continue_()))

    page.goto(post.get_absolute_url())
    look_at_all(page)
    page.wait_for_timeout(200)

    assert page.evaluate("window.shifted") == 0


def test_a_picture_keeps_its_proportions_and_stays_in_sight(open_page, post):
    page = open_page(viewport={"width": 1280, "height": 600})
    page.goto(post.get_absolute_url())
    look_at_all(page)

    sizes = page.locator(".prose img").evaluate_all(
        "images => images.map(image => [image.width / image.height, image.height])"
    )

    expected = [2400 / 1600, 900 / 1600, 200 / 100]
    assert [round(ratio, 1) for ratio, _ in sizes] == [round(ratio, 1) for ratio in expected]
    assert all(height <= 600 for _, height in sizes)


def box(page):
    return page.get_by_role("dialog")


def test_a_click_shows_a_picture_large_and_another_lets_it_go(open_page, post):
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(post.get_absolute_url())
    link = page.get_by_role("link", name="Uno")

    link.click()

    assert box(page).get_attribute("aria-label") == "Uno"
    assert box(page).get_by_text("El primero").is_visible()
    image = box(page).get_by_role("img")
    image.evaluate("image => image.complete || new Promise(done => { image.onload = done; })")
    assert image.evaluate("image => image.currentSrc").endswith("-1280.avif")
    frame = image.bounding_box()
    assert frame["width"] > 1000
    assert frame["y"] >= 0
    assert frame["y"] + frame["height"] <= 800

    box(page).click(position={"x": 5, "y": 400})

    assert box(page).count() == 0
    assert link.evaluate("link => link === document.activeElement")
    assert page.url.endswith(post.get_absolute_url())


def test_pictures_are_leafed_through_with_the_keyboard(open_page, post):
    page = open_page()
    page.goto(post.get_absolute_url())

    page.get_by_role("link", name="La portada").focus()
    page.keyboard.press("Enter")
    names = [box(page).get_attribute("aria-label")]
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        names.append(box(page).get_attribute("aria-label"))
    page.keyboard.press("Escape")

    assert names == ["La portada", "Uno", "Imagen", "La portada", "Imagen"]
    assert box(page).count() == 0
    page.wait_for_function(
        "document.activeElement.getAttribute('aria-label') === 'Ver la imagen en grande'"
    )


def test_the_buttons_close_and_leaf(open_page, post):
    page = open_page()
    page.goto(post.get_absolute_url())

    page.get_by_role("link", name="Uno").click()
    box(page).get_by_role("button", name="Imagen anterior").click()
    assert box(page).get_attribute("aria-label") == "La portada"
    box(page).get_by_role("button", name="Imagen siguiente").click()
    assert box(page).get_attribute("aria-label") == "Uno"
    box(page).get_by_role("button", name="Cerrar").click()

    assert box(page).count() == 0


def test_a_small_picture_cannot_be_enlarged(open_page, post):
    page = open_page()
    page.goto(post.get_absolute_url())

    assert page.get_by_role("link", name="Tres").count() == 0


def test_without_javascript_the_link_leads_to_the_file(open_page, post):
    page = open_page(java_script_enabled=False)
    page.goto(post.get_absolute_url())

    page.get_by_role("link", name="Uno").click()

    page.wait_for_url("**/media/pictures/**/teal*.jpg")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 2400


def test_with_a_key_held_the_link_opens_a_tab(open_page, post):
    page = open_page()
    page.goto(post.get_absolute_url())

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Uno").click(modifiers=["Control"])

    assert "/media/pictures/" in opened.value.url
    assert box(page).count() == 0


def test_a_post_with_pictures_is_accessible_with_one_open_too(open_page, post):
    page = open_page(color_scheme="light")
    page.goto(post.get_absolute_url())
    found = findings(page)

    page.get_by_role("link", name="Uno").click()

    assert found + findings(page) == []
