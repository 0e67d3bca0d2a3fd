"""A finished page: compressed in pieces, so that the part it shares with others can be exchanged.

A page is one gzip file. What it shares with other pages (`web.page_parts`) is a run of deflate
blocks that lean on nothing before them, between two such runs of its own: another one is put in its
place without compressing the page again.
"""

import zlib
from dataclasses import dataclass, replace
from hashlib import sha256

Headers = list[tuple[str, str]]
Cut = tuple[int, int]
"""Where in the compressed page the shared part begins and ends; the same if there is none."""

LEVEL = 6
GZIP_HEAD = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
GZIP_TAIL = 8  # bytes
RAW = -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Page:
    status: str
    headers: Headers
    body: bytes
    """A gzip file."""
    is_usual: bool
    """Whether its headers are those that nginx gives to every page."""
    tags: frozenset[str] = frozenset()
    """What it is made of, apart from the shared part."""
    number: int = 0
    """The edition that was known before it was made."""
    frame: int = 0
    """The edition that the shared part is of: see `pagecache.cache`."""
    part: tuple[str, str] | None = None
    """The name and argument of the shared part."""
    cut: Cut = (0, 0)

    def plain(self) -> bytes:
        return zlib.decompress(self.body, zlib.MAX_WBITS | 16)

    def with_part(self, segment: bytes, frame: int) -> "Page":
        """Return the page with the shared part of another edition."""
        begin, end = self.cut
        before, after = self.body[len(GZIP_HEAD) : begin], self.body[end:-GZIP_TAIL]
        body = joined(before, segment, after)
        return replace(self, body=body, frame=frame, cut=(begin, begin + len(segment)))


def deflated(plain: bytes, *, is_last: bool = False) -> bytes:
    """Compress a run of bytes so that it can stand after, and before, any other."""
    compressor = zlib.compressobj(LEVEL, wbits=RAW)
    return compressor.compress(plain) + compressor.flush(
        zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH
    )


def joined(*segments: bytes) -> bytes:
    """Make a gzip file of segments made by `deflated`, of which the last one is the last."""
    checksum = length = 0
    for segment in segments:
        plain = zlib.decompressobj(RAW).decompress(segment)
        checksum, length = zlib.crc32(plain, checksum), length + len(plain)
    tail = checksum.to_bytes(4, "little") + length.to_bytes(4, "little")
    return b"".join([GZIP_HEAD, *segments, tail])


def etag_of(body: bytes) -> str:
    """Return what nginx makes of a file with this body: its time, `stamp_of`, and its length."""
    return f'"{stamp_of(body):x}-{len(body):x}"'


def stamp_of(body: bytes) -> int:
    """Digest a body to a time that any file system can keep: 31 bits of seconds."""
    return int.from_bytes(sha256(body).digest()[:4]) & 0x7FFF_FFFF
