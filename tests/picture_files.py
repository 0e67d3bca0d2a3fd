"""Files for tests to upload, made as a camera or a villain would."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

EXIF_ORIENTATION = 0x0112
EXIF_MAKER = 0x010F
QUARTER_TURN = 6
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture_file(name="El faro.png", kind="PNG", size=(60, 40), mode="RGB", colour="teal", **how):
    image = Image.new(mode, size, colour)
    return SimpleUploadedFile(name, encoded(image, kind, **how), f"image/{kind.lower()}")


def encoded(image, kind, **how):
    output = BytesIO()
    image.save(output, kind, **how)
    return output.getvalue()


def camera_exif():
    """Say that the picture lies on its side, and who made it."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = QUARTER_TURN
    exif[EXIF_MAKER] = "Una cámara con nombre"
    return exif


def animation_file(kind="GIF", size=(60, 40), **how):
    frames = [Image.new("RGB", size, colour) for colour in ("red", "green", "blue")]
    timing = {"duration": [100, 200, 300], "loop": 0}
    more = {"save_all": True, "append_images": frames[1:], **timing, **how}
    return SimpleUploadedFile(f"baile.{kind.lower()}", encoded(frames[0], kind, **more))


def bomb_file(width=30_000, height=30_000):
    """Make a PNG of a few bytes that claims to be enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return SimpleUploadedFile("bomba.png", b"\x89PNG\r\n\x1a\n" + body, "image/png")


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
