"""The sample's pictures, which are stored as they are: they must be what an upload would leave."""

import re

import pytest
from PIL import Image

from first_run.sample import content
from images.decoding import AVATAR, read_picture

FILES = sorted(path.name for path in (content.FOLDER / "pictures").iterdir() if path.is_file())
PORTRAITS = {author["avatar"] for author in content.table("authors")["author"]}
IN_TEXT = re.compile(r"\bsample:([\w.-]+)")


def size_of(file):
    with Image.open(file) as image:
        image.load()
        return image.format, image.mode, image.size


def test_every_picture_that_is_named_is_there_and_none_besides():
    documents = content.documents("posts") + content.documents("pages")
    covers = {document.head["cover"] for document in documents if "cover" in document.head}
    in_texts = {name for document in documents for name in IN_TEXT.findall(document.body)}

    assert sorted(PORTRAITS | covers | in_texts) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_picture_is_as_an_upload_of_it_would_be_kept(name):
    stored = content.picture(name)

    kept = read_picture(content.picture(name), square=AVATAR if name in PORTRAITS else None)

    assert (stored.name, size_of(stored)) == (kept.name, size_of(kept))
    assert stored.size < kept.size * 1.1


@pytest.mark.parametrize("name", FILES)
def test_a_picture_carries_nothing_but_its_pixels(name):
    file = content.picture(name).read()

    assert (file[:4], file[8:16]) == (b"RIFF", b"WEBPVP8 ")
    end = 20 + int.from_bytes(file[16:20], "little")
    assert len(file) in {end, end + 1}  # chunks are padded to an even length


def test_the_pictures_together_are_a_small_download():
    assert sum(content.picture(name).size for name in FILES) < 2_500_000
