#!/usr/bin/env bash
# An animated PNG may hold a still picture for programs that don't know animations, which is no frame
# of it. Pillow counts it as one and gives it first, so that whoever writes the frames anew has an
# animation that begins with a picture nobody was meant to see.
set -euo pipefail
source "$(dirname "$0")/_sandbox.sh"

install_python pillow==13.0.0

seen=$("$python" <<'PYTHON'
from io import BytesIO
from PIL import Image, ImageSequence

still, *frames = [Image.new("RGB", (2, 2), colour) for colour in ("red", "green", "blue")]
file = BytesIO()
still.save(file, "PNG", save_all=True, append_images=frames, default_image=True, duration=100)
written = int.from_bytes(file.getvalue().partition(b"acTL")[2][:4], "big")
print("frames that the file says it has:", written)
with Image.open(file) as image:
    print("n_frames:", image.n_frames)
    print([frame.convert("RGB").getpixel((0, 0)) for frame in ImageSequence.Iterator(image)])
PYTHON
)

tell "The still picture of an animated PNG is counted, and given, as its first frame." "$seen" \
"frames that the file says it has: 2
n_frames: 3
[(255, 0, 0), (0, 128, 0), (0, 0, 255)]"
