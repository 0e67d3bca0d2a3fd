"""What Lighthouse thinks of the pages that readers see, on a phone: `make lighthouse`.

It serves the sample blog with gunicorn over a data folder that is thrown away, prints the marks
and what cost them, and fails where accessibility, best practices or SEO is under 100. Performance
is told for information: it depends on the machine. The results of a search are kept out of search
engines, which ask for that themselves: that alone is not held against them.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / ".tools" / "lighthouse"
DEMANDED = ["accessibility", "best-practices", "seo"]
CATEGORIES = [*DEMANDED, "performance"]
FULL = 100
ATTEMPTS = 3
FOUND = "/search?q=faro"
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def main() -> int:
    if missing := what_is_missing():
        sys.exit(f"Lighthouse can't run here: {missing}.")
    with served_sample() as site:
        reports = {path: report_on(site + path) for path in pages_of(site)}
    print_marks(reports)
    flaws = [line for path, report in reports.items() for line in flaws_in(path, report)]
    print(*flaws, sep="\n")
    return 1 if flaws else 0


def what_is_missing() -> str:
    if not os.environ.get("BROWSER_PATH"):
        return os.environ.get("BROWSER_MISSING", "there is no Chromium in BROWSER_PATH")
    fetched = subprocess.run(
        [ROOT / ".ci/npm/fetch", "lighthouse"], stdout=subprocess.PIPE, text=True, check=False
    )
    return fetched.stdout.strip()


def program() -> Path:
    return TOOL / "node_modules" / ".bin" / "lighthouse"


@contextmanager
def served_sample() -> Iterator[str]:
    """Return the address of a sample blog whose queued work is done, served as in production."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
        options: dict[str, Any] = {
            "cwd": ROOT,
            "env": {**kept, "DATA_DIR": folder, "PORT": str(port)},
            "stdout": subprocess.DEVNULL,
        }
        for command in (["setup", "--sample"], ["work", "--batch"]):
            subprocess.run([sys.executable, "manage.py", *command], check=True, **options)
        gunicorn = ["-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
        server = subprocess.Popen([sys.executable, *gunicorn], stderr=subprocess.DEVNULL, **options)
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answering(site: str, seconds: int = 30) -> str:
    """Return the address once something answers there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), urlopen(f"{site}/healthz"):
            return site
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers at {site}.")


def pages_of(site: str) -> list[str]:
    """Return the paths of the front page, a post, a label, the search and what one finds."""
    with urlopen(f"{site}/") as response:
        front = response.read().decode()
    post = re.findall(r'href="(/\d{4}/\d\d/[^"#]+\.html)"', front)[0]
    label = re.findall(r'href="(/label/[^"?#]+)"', front)[0]
    return ["/", post, label, "/search", FOUND]


def report_on(address: str) -> dict[str, Any]:
    """Return the report on a page; without a trace it is asked for again, as Lighthouse advises."""
    for _attempt in range(ATTEMPTS):
        with tempfile.NamedTemporaryFile() as file:  # a pipe loses what is longer than it
            ask_lighthouse(address, file.name)
            report: dict[str, Any] = json.load(file)
        if "runtimeError" not in report:
            break
    return report


def ask_lighthouse(address: str, file: str) -> None:
    command = [
        str(program()),
        address,
        "--output=json",
        f"--output-path={file}",
        "--quiet",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={QUIET}",
        *(["--skip-audits=is-crawlable"] if address.endswith(FOUND) else []),
    ]
    environ = {**os.environ, "CHROME_PATH": os.environ["BROWSER_PATH"]}
    result = subprocess.run(command, env=environ, check=False, capture_output=True, timeout=300)
    if not Path(file).stat().st_size:
        sys.exit(f"{address}: {result.stderr.decode().strip()}")


def print_marks(reports: dict[str, dict[str, Any]]) -> None:
    width = max(map(len, reports))
    print(" " * width, *CATEGORIES, sep="  ")
    for path, report in reports.items():
        marks = [f"{mark(report, name):>{len(name)}}" for name in CATEGORIES]
        print(f"{path:<{width}}", *marks, sep="  ")


def mark(report: dict[str, Any], category: str) -> int:
    """Return a category's mark, 0 to 100."""
    return round(FULL * (report["categories"][category]["score"] or 0))


def flaws_in(path: str, report: dict[str, Any]) -> Iterator[str]:
    """Return a line for each thing that cost a mark, with the first place where it was seen."""
    if error := report.get("runtimeError"):
        yield f"{path}: {error['message']}"
        return
    for name in DEMANDED:
        if mark(report, name) < FULL:
            yield f"{path}: {name} is {mark(report, name)}, not {FULL}."
            for reference in report["categories"][name]["auditRefs"]:
                audit = report["audits"][reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                    yield f"    {audit['id']}: {audit['title']} {places_in(audit)}"


def places_in(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])
    return json.dumps(items[:3], ensure_ascii=False)[:600] if items else ""


if __name__ == "__main__":
    sys.exit(main())
