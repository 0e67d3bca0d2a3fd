"""What the measurements need of the machine, and what is to be said of it beside the figures."""

import os
import platform
import re
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

WRK = shutil.which("wrk") or ""
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def what_is_missing() -> str:
    """Say which programs are not there, and how Debian has them; nothing if all are."""
    found = {"wrk": WRK, "nginx": NGINX}
    missing = [name for name, path in found.items() if not path]
    if missing:
        return f"{' and '.join(missing)} not installed. On Debian: apt install {' '.join(missing)}"
    if not Path("/proc/self/smaps_rollup").exists():
        return "this is no Linux with /proc/*/smaps_rollup"
    return ""


def described() -> list[str]:
    """Return lines on the processor, the memory, the programs and the code that were measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name.lower())}" for name in ("Django", "gunicorn"))
    python = platform.python_version()
    return [
        f"{os.cpu_count()} cores of {processor()}, {memory:.0f} GB of memory",
        f"{system()}, Linux {platform.release()}",
        f"Python {python}, {libraries}, {program(NGINX, '-v')}, {program(WRK, '-v')}",
        f"Bitácora at {commit()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
    ]


def processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")


def program(path: str, question: str) -> str:
    """Return a program's name with its version, out of what it says of itself."""
    answer = subprocess.run([path, question], check=False, capture_output=True, text=True)
    found = re.search(r"\d+\.\d+[.\d]*", answer.stdout + answer.stderr)
    return f"{Path(path).name} {found[0] if found else ''}".strip()


def commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    return answer.stdout.strip() or "an unknown commit"


def busyness() -> str:
    """Return the load averages of one and of fifteen minutes."""
    one, _five, fifteen = os.getloadavg()
    return f"{one:.1f} and {fifteen:.1f}"
