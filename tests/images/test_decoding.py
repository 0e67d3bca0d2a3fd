"""What people upload is decoded, turned, stripped and written anew, or refused."""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageSequence

from images import decoding, rewriting
from images.decoding import read_picture
from images.fields import PictureField
from tests.picture_files import (
    SCRIPT,
    animation_file,
    bomb_file,
    camera_exif,
    encoded,
    picture_file,
    srgb_profile,
)


def opened(file):
    return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize(
    "kind,extension",
    [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("AVIF", "avif")],
)
def test_a_picture_keeps_its_format_and_gets_its_name_from_it(kind, extension):
    file = read_picture(picture_file("Mi año: nº 1.exe", kind))

    assert file.name == f"mi-ano-no-1.{extension}"
    assert opened(file).format == kind


@pytest.mark.parametrize(
    "name,kept",
    [
        ("../../etc/passwd", "passwd.png"),
        ("", "picture.png"),
        ("¿?.png", "picture.png"),
        ("a" * 300 + ".png", "a" * 60 + ".png"),
    ],
)
def test_a_name_is_folded_into_a_harmless_one(name, kept):
    file = picture_file()
    file._name = name  # noqa: SLF001 - Django's own upload would clean it first

    assert read_picture(file).name == kept


def test_a_photograph_is_turned_upright_and_says_nothing_of_the_camera():
    file = read_picture(picture_file(kind="JPEG", size=(60, 40), exif=camera_exif()))

    image = opened(file)

    assert image.size == (40, 60)
    assert dict(image.getexif()) == {}
    assert b"Una c" not in file.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_profile_comment_and_location_are_stripped(kind):
    told = {"exif": camera_exif(), "icc_profile": srgb_profile(), "xmp": b"<x:gps>aqui</x:gps>"}
    source = Image.new("RGB", (60, 40), "teal")
    source.info["comment"] = b"un secreto"

    file = read_picture(SimpleUploadedFile("a", encoded(source, kind, **told)))

    assert set(opened(file).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "progressive",
        "progression",
        "loop",
        "duration",
        "background",
        "timestamp",
    }


def test_what_was_hidden_behind_the_picture_is_gone():
    file = picture_file()
    file.seek(0, 2)
    file.write(SCRIPT)
    file.seek(0)

    assert b"script" not in read_picture(file).read()


def test_a_large_picture_is_made_smaller_in_proportion():
    image = opened(read_picture(picture_file(size=(4000, 1000))))

    assert image.size == (3000, 750)


def test_transparency_stays():
    image = opened(read_picture(picture_file(mode="RGBA", colour=(0, 0, 0, 0))))

    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 0


def test_a_print_becomes_a_picture_for_screens():
    image = opened(read_picture(picture_file(kind="JPEG", mode="CMYK", colour=(0, 0, 0, 0))))

    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_sixteen_bits_of_grey_become_eight():
    image = opened(read_picture(picture_file(mode="I;16", colour=0x8000)))

    assert image.getpixel((0, 0)) == 0x80


def test_a_still_picture_beside_the_frames_is_none_of_them():
    image = opened(read_picture(animation_file("PNG", default_image=True, duration=[200, 300])))

    assert image.n_frames == 2
    assert [frame.convert("RGB").getpixel((1, 1)) for frame in ImageSequence.Iterator(image)] == [
        (0, 128, 0),
        (0, 0, 255),
    ]
    assert [frame.info["duration"] for frame in ImageSequence.Iterator(image)] == [200, 300]


def test_one_frame_beside_a_still_picture_stands_still():
    red, green = (Image.new("RGB", (6, 4), colour) for colour in ("red", "green"))
    bytes_ = encoded(red, "PNG", save_all=True, append_images=[green], default_image=True)

    image = opened(read_picture(SimpleUploadedFile("a.png", bytes_)))

    assert (image.n_frames, image.convert("RGB").getpixel((1, 1))) == (1, (0, 128, 0))


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
@pytest.mark.parametrize("size,kept", [((60, 40), (60, 40)), ((3600, 40), (3000, 33))])
def test_an_animation_stays_one(kind, size, kept):
    image = opened(read_picture(animation_file(kind, size)))
    durations = []
    for number in range(image.n_frames):
        image.seek(number)
        image.load()
        durations.append(image.info["duration"])

    assert image.size == kept
    assert durations == [100, 200, 300]
    assert image.info["loop"] == 0


@pytest.mark.parametrize(
    "content",
    [
        SCRIPT,
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"\xff\xd8\xff\xe0",
        b"%PDF-1.7",
        b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(content):
    with pytest.raises(ValidationError) as refusal:
        read_picture(SimpleUploadedFile("foto.jpg", content, "image/jpeg"))

    assert refusal.value.code == "invalid"


def test_other_formats_are_refused():
    with pytest.raises(ValidationError):
        read_picture(picture_file("a.png", "BMP"))


def test_a_cut_off_picture_is_refused():
    file = picture_file(kind="JPEG", size=(600, 400))
    file.truncate(file.size // 2)

    with pytest.raises(ValidationError):
        read_picture(file)


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 8_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(ValidationError):
        read_picture(bomb_file(*size))


def test_an_animation_is_weighed_with_all_its_frames(monkeypatch):
    monkeypatch.setattr(rewriting, "MAX_PIXELS", 2 * 60 * 40)

    with pytest.raises(rewriting.TooManyPixels):
        rewriting.rewrite(animation_file())


@pytest.mark.process
@pytest.mark.parametrize(
    "limits", [{"MAX_MEMORY": 150_000_000}, {"MAX_SECONDS": 1}], ids=["memory", "time"]
)
def test_a_picture_that_takes_too_much_is_given_up(limits, tmp_path, monkeypatch):
    """The limits are the program's own, written lower into a copy of it."""
    program = Path(rewriting.__file__).read_text()
    for name, limit in limits.items():
        program = re.sub(f"^{name} = .*", f"{name} = {limit}", program, flags=re.MULTILINE)
    costly = tmp_path / "rewriting.py"
    costly.write_text(program)
    monkeypatch.setattr(decoding, "PROGRAM", [sys.executable, "-I", str(costly)])
    with pytest.raises(ValidationError) as refusal:
        read_picture(picture_file("Grande.png", size=(6000, 6000)))

    assert refusal.value.code == "too_costly"


def test_pictures_are_read_one_after_the_other(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_WAIT", 0.1)

    with decoding.one_at_a_time, pytest.raises(ValidationError) as refusal:
        read_picture(picture_file())

    assert refusal.value.code == "busy"
    assert read_picture(picture_file()).name == "el-faro.png"


def test_a_heavy_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_BYTES", 10)

    with pytest.raises(ValidationError) as refusal:
        read_picture(picture_file())

    assert refusal.value.code == "too_large"


def test_a_form_takes_the_picture_that_was_made():
    file = PictureField().clean(picture_file("Foto.JPEG", "PNG"))

    assert file.name == "foto.png"


def test_a_form_may_go_without_a_picture():
    assert PictureField(required=False).clean(None) is None


def test_an_animation_has_not_more_frames_than_anybody_would_watch(monkeypatch):
    monkeypatch.setattr(rewriting, "MAX_FRAMES", 2)

    with pytest.raises(rewriting.TooManyPixels):
        rewriting.rewrite(animation_file())
