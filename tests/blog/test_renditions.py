"""The widths and formats of a picture, decoded as they are served."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from PIL.ImageSequence import Iterator as Frames

from blog.models import Picture
from images import encoding
from images.dominant_colour import name_of
from tests.factories import make_picture
from tests.picture_files import animation_file, camera_exif, encoded

pytestmark = pytest.mark.django_db

CURVES = Image.radial_gradient("L")


@pytest.fixture
def served(client):
    """Open each rendition of a picture as a browser gets it, with what the row says of it."""

    def open_all(picture):
        picture.refresh_from_db()
        for made in picture.renditions:
            response = client.get(default_storage.url(made["name"]))
            assert response["Content-Type"] == made["type"]
            yield made, Image.open(BytesIO(response.getvalue()))

    return open_all


def upload(kind="JPEG", size=(60, 40), mode="RGB", **how):
    image = CURVES.resize(size).convert(mode)
    return ContentFile(encoded(image, kind, **how), name=f"foto.{kind.lower()}")


@pytest.mark.parametrize(
    "own,widths",
    [
        (60, [60]),
        (320, [320]),
        (340, [340]),
        (400, [320, 400]),
        (1280, [320, 640, 960, 1280]),
        (3000, [320, 640, 960, 1280, 1600, 2000]),
    ],
)
def test_no_picture_is_made_wider_than_it_is_nor_hardly_narrower(own, widths):
    assert encoding.widths_of(own) == widths


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_made_narrower_in_three_formats(work, served, kind):
    picture = make_picture(upload(kind, size=(720, 480)))

    work()

    made = {(image.format, image.width, image.height) for _, image in served(picture)}
    narrow = {(name, 320, 213) for name in ("AVIF", "WEBP")}
    middle = {(name, 640, 427) for name in ("AVIF", "WEBP", kind)}
    whole = {(name, 720, 480) for name in ("AVIF", "WEBP")} - {(kind, 720, 480)}
    assert made == narrow | middle | whole
    assert picture.state == Picture.State.READY


def test_the_row_says_what_the_files_are(work, served):
    picture = make_picture(upload(size=(400, 300)))

    work()

    for said, image in served(picture):
        assert (said["width"], said["height"]) == image.size
        assert said["type"] == f"image/{image.format.lower()}"


def test_a_photograph_stands_upright_and_tells_nothing_of_its_camera(work, served):
    # As a file that came here before uploads were rewritten.
    file = ContentFile(encoded(CURVES.resize((60, 40)), "JPEG", exif=camera_exif()), "vieja.jpg")
    picture = Picture.objects.create(file=file)

    work()

    for _, image in served(picture):
        assert image.size == (40, 60)
        assert dict(image.getexif()) == {}
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_one_can_see_through_stays_so_and_has_no_tone(work, served, mode):
    image = Image.new("RGBA", (60, 40), (200, 30, 30, 0)).convert(mode)
    picture = make_picture(ContentFile(encoded(image, "PNG"), name="hueco.png"))

    work()

    alphas = [image.convert("RGBA").getpixel((5, 5))[3] for _, image in served(picture)]
    assert alphas == [0, 0]
    assert picture.tone == ""


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_few_colours_are_no_obstacle(work, served, mode):
    picture = make_picture(upload("PNG", mode=mode))

    work()

    assert [image.format for _, image in served(picture)] == ["AVIF", "WEBP"]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "AVIF"])
def test_an_animation_moves_on_as_webp(work, served, kind):
    picture = make_picture(animation_file(kind))

    work()

    ((said, image),) = served(picture)
    durations = [frame.load() and frame.info["duration"] for frame in Frames(image)]
    assert (image.format, image.n_frames, durations) == ("WEBP", 3, [100, 200, 300])
    assert image.info["loop"] == 0
    assert said["width"] == 60


@pytest.mark.parametrize("repeats,plays", [({}, 1), ({"loop": 0}, 0), ({"loop": 2}, 3)])
def test_an_animation_plays_as_often_as_the_gif(work, served, repeats, plays):
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green")]
    how = {"save_all": True, "append_images": frames[1:], "duration": 90, **repeats}
    picture = make_picture(ContentFile(encoded(frames[0], "GIF", **how), name="baile.gif"))

    work()

    ((_, image),) = served(picture)
    assert image.info["loop"] == plays


def test_a_wide_animation_is_made_narrower_too(work, served):
    picture = make_picture(animation_file(size=(800, 40)))

    work()

    assert [(image.width, image.n_frames) for _, image in served(picture)] == [(640, 3), (800, 3)]


@pytest.mark.parametrize(
    "colour,tone",
    [
        ((10, 10, 10), "deep grey"),
        ((250, 248, 240), "pale grey"),
        ((20, 60, 140), "dark blue"),
        ((230, 150, 60), "light orange"),
        ((60, 130, 60), "mid green"),
        ((190, 30, 60), "mid red"),
    ],
)
def test_a_colour_is_named(colour, tone):
    assert name_of(colour) == tone


def test_the_tone_is_the_colour_of_most_of_the_picture(work):
    image = Image.new("RGB", (60, 40), "navy")
    image.paste("yellow", (0, 0, 20, 40))
    picture = make_picture(ContentFile(encoded(image, "PNG"), name="mar.png"))

    work()

    picture.refresh_from_db()
    assert picture.tone == "deep blue"


def test_names_are_unguessable_and_cached_for_ever(work, client):
    one, other = (make_picture(upload()) for _ in range(2))

    work()

    names = []
    for picture in (one, other):
        picture.refresh_from_db()
        names += picture.files[1:]
    response = client.get(default_storage.url(names[0]))
    assert len(set(names)) == len(names) == 4
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()
