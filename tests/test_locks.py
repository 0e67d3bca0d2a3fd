"""The locks hold what their packages ask for, on the day they were made and on any other.

An older pip refuses a locked name without an extra that another package asks for, as soon as there
is a newer release of it. So each extra stands in the lock.
"""

import json
import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-services.lock", "requirements-dev.lock"]
PROGRAMS = sorted(ROOT.glob(".ci/npm/*/package-lock.json"))


def locked(lock):
    """Return the version and the extras of each package of a lock, by its name."""
    lines = re.findall(r"^[a-z0-9][^\n\\]*", (ROOT / lock).read_text(), re.MULTILINE)
    packages = [Requirement(line.strip()) for line in lines]
    return {canonicalize_name(package.name): package for package in packages}


def asked_for(packages):
    """Return the packages that those installed here ask for with an extra, on this machine."""
    for package in packages.values():
        try:
            requirements = [Requirement(text) for text in requires(package.name) or []]
        except PackageNotFoundError:  # of another system or another lock
            continue
        for requirement in requirements:
            marker = requirement.marker
            wanted = not marker or any(marker.evaluate({"extra": e}) for e in ("", *package.extras))
            if requirement.extras and wanted:
                yield requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_the_extras_that_its_packages_ask_for(lock):
    packages = locked(lock)
    asked = list(asked_for(packages))

    lacking = {
        f"{requirement.name}[{extra}]"
        for requirement in asked
        for extra in requirement.extras - packages[canonicalize_name(requirement.name)].extras
    }

    assert lacking == set()
    assert asked or lock != "requirements-dev.lock"


@pytest.mark.parametrize("lock", LOCKS[:2])
def test_what_runs_is_what_was_tested(lock):
    tested = locked("requirements-dev.lock")

    assert {name: p.specifier for name, p in locked(lock).items()}.items() <= {
        name: p.specifier for name, p in tested.items()
    }.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_is_held_by_hashes_and_names_no_registry(lock):
    text = (ROOT / lock).read_text()

    assert text.count("--hash=sha256:") >= len(locked(lock))
    assert "://" not in text


@pytest.mark.parametrize("lock", PROGRAMS, ids=lambda path: path.parent.name)
def test_programs_that_npm_fetches_are_held_by_hashes_too(lock):
    packages = json.loads(lock.read_text())["packages"]
    asked = json.loads(lock.with_name("package.json").read_text())["dependencies"]

    fetched = {name: package for name, package in packages.items() if name}

    assert all("integrity" in package for package in fetched.values())
    assert not any("resolved" in package for package in fetched.values())
    assert asked == {name: packages[f"node_modules/{name}"]["version"] for name in asked}
