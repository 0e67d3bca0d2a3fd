"""The page whose bytes every contestant serves: taken from the blog, written to a folder."""

import json
from dataclasses import dataclass
from gzip import compress, decompress
from pathlib import Path

from bench.http_client import Answer

BY_THE_SERVER = {"connection", "date", "keep-alive", "server", "transfer-encoding"}


@dataclass(frozen=True)
class SamplePage:
    headers: list[tuple[str, str]]
    plain: bytes
    compressed: bytes

    @classmethod
    def of(cls, answer: Answer) -> "SamplePage":
        """Take it from an answer, compressing it where that is not."""
        is_compressed = answer.headers.get("Content-Encoding") == "gzip"
        compressed = answer.body if is_compressed else compress(answer.body, 6, mtime=0)
        kept = [item for item in answer.headers.items() if item[0].lower() not in BY_THE_SERVER]
        own = {"Content-Encoding": "gzip", "Content-Length": str(len(compressed))}
        headers = [(name, value) for name, value in kept if name.title() not in own]
        return cls([*headers, *own.items()], decompress(compressed), compressed)

    @classmethod
    def read(cls, folder: str) -> "SamplePage":
        place = Path(folder)
        headers = [(name, value) for name, value in json.loads((place / "headers").read_text())]
        return cls(headers, (place / "plain").read_bytes(), (place / "compressed").read_bytes())

    def write(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "headers").write_text(json.dumps(self.headers))
        (folder / "plain").write_bytes(self.plain)
        (folder / "compressed").write_bytes(self.compressed)

    def publish(self, root: Path, path: str) -> None:
        """Write it where a web server that serves `root` finds it under `path`, twice."""
        file = root / path.lstrip("/")
        file.parent.mkdir(parents=True)
        file.write_bytes(self.plain)
        file.with_name(f"{file.name}.gz").write_bytes(self.compressed)
