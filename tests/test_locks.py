"""The lock files hold with the oldest pip supported, and say the same of what they share.

That pip refuses a locked name without an extra that another package asks for, but only from the day
on which a newer release exists: no installation shows it before.
"""

import json
import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NEEDED = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
SERVICES = [*NEEDED, *EXTRAS["postgres"]]
ASKED = {
    "requirements.lock": NEEDED,
    "requirements-services.lock": SERVICES,
    "requirements-dev.lock": [*SERVICES, *PROJECT["dependency-groups"]["dev"]],
}
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
NPM_LOCKS = sorted(ROOT.glob(".ci/npm/*/package-lock.json"))


@pytest.mark.parametrize("lock", ASKED)
def test_a_lock_has_every_extra_that_one_of_its_packages_asks_for(lock):
    assert lacking(locked_in(lock), ASKED[lock]) == set()


def test_a_lock_without_its_extras_is_found_lacking():
    stripped = {
        name: Requirement(f"{name}=={version_of(requirement)}")
        for name, requirement in locked_in("requirements-dev.lock").items()
    }

    found = lacking(stripped, ASKED["requirements-dev.lock"])

    assert {"cachecontrol[filecache]", "environs[django]"} <= found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_the_versions_that_the_tests_run_with(lock):
    tested = locked_in("requirements-dev.lock")

    differing = {
        f"{name} {version_of(requirement)}, not {version_of(tested[name])}"
        for name, requirement in locked_in(lock).items()
        if name in tested and version_of(requirement) != version_of(tested[name])
    }

    assert differing == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything_by_hash_and_names_no_registry(lock):
    text = (ROOT / lock).read_text()

    assert all("--hash=sha256:" in entry for entry in entries_of(text))
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_of_npms_pins_everything_by_hash_and_names_no_registry(lock):
    project, *packages = json.loads(lock.read_text())["packages"].values()

    assert all(re.fullmatch(r"[\d.]+", version) for version in project["dependencies"].values())
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert [package for package in packages if "resolved" in package] == []


def lacking(locked, asked):
    """Return the names that are asked for on this machine, extras included, and not locked so."""
    wanted = [Requirement(each) for each in asked] + [
        requirement
        for name, holder in locked.items()
        for requirement in map(Requirement, requires(name) or [])
        if applies(requirement, holder.extras)
    ]
    return {
        spelled(requirement)
        for requirement in wanted
        if (held := locked.get(canonicalize_name(requirement.name))) is None
        or requirement.extras - held.extras
    }


def applies(requirement, extras):
    return not requirement.marker or any(
        requirement.marker.evaluate({"extra": extra}) for extra in ["", *extras]
    )


def spelled(requirement):
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{canonicalize_name(requirement.name)}{extras}"


def locked_in(lock):
    """Return the requirement of each name that a lock file has for this machine."""
    requirements = [
        Requirement(entry.split(" \\")[0]) for entry in entries_of((ROOT / lock).read_text())
    ]
    return {canonicalize_name(each.name): each for each in requirements if applies(each, set())}


def entries_of(text):
    return [entry for entry in re.split(r"\n(?=[a-z])", text) if re.match(r"[a-z]", entry)]


def version_of(requirement):
    (specifier,) = requirement.specifier
    return specifier.version
