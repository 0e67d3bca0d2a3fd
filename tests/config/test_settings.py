"""The environment is read once, at the start, and a mistake in it is named."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen

import pytest

from config import settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def boots():
    command = [sys.executable, "-m", "tests.config.boots"]
    environment = {"PATH": os.environ["PATH"]}
    with Popen(command, cwd=ROOT, env=environment, stdin=PIPE, stdout=PIPE, text=True) as program:
        yield program
        program.stdin.close()


@pytest.fixture
def boot(boots, tmp_path):
    """Read the settings in a process of its own with an environment, and give how that ended."""
    streams = tmp_path / "said", tmp_path / "complained"

    def start(show="SITE_URL", before="", **environment):
        code = f"{before}\nfrom django.conf import settings as s; print(s.{show})"
        base = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
        order = {
            "code": code,
            "environment": {**base, "DATA_DIR": str(tmp_path / "data"), **environment},
            **{file.name: str(file) for file in streams},
        }
        for file in streams:
            file.unlink(missing_ok=True)
        print(json.dumps(order), file=boots.stdin, flush=True)
        exit_code = int(boots.stdout.readline())
        return CompletedProcess(code, exit_code, *(file.read_text() for file in streams))

    return start


@pytest.mark.parametrize(
    "name,value",
    [
        ("DEBUG", "perhaps"),
        ("SECRET_KEY", "short"),
        ("PORT", "http"),
        ("SITE_URL", "blog.example.org"),
        ("SITE_URL", "https://example.org/blog"),
        ("SITE_URL", "http://[example"),
        ("SITE_URL", "http://example.org:99999"),
        ("DATABASE_URL", "oracle-ish://x"),
        ("DATABASE_URL", "mysql://blog.example.org/x"),
        ("DATABASE_URL", ""),
        ("EMAIL_URL", "pigeon://x"),
        ("EMAIL_URL", "smtps://mail.example.org:99999"),
        ("EMAIL_URL", "smtp://mail.example.org?timeout=soon"),
        ("BIND", "8000"),
        ("BIND", "127.0.0.1:99999"),
        ("BIND", "::1:8000"),
        ("BIND", "127.0.0.1:8000,elsewhere"),
        ("LANGUAGE_CODE", "fr"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("WEB_CONCURRENCY", "0"),
        ("TRUSTED_PROXIES", "10.0.0.1,next-door"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("CSRF_TRUSTED_ORIGINS", "example.org"),
    ],
)
def test_a_malformed_value_stops_the_boot_and_names_itself(boot, name, value):
    ended = boot(**{name: value})

    assert ended.returncode == 1
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "bind",
    ["", "127.0.0.1:8000", "[::1]:8000", "unix:/run/s", "fd://3", "localhost:1, unix:/run/s"],
)
def test_what_gunicorn_can_listen_on_is_accepted(boot, bind):
    assert boot("SITE_URL", BIND=bind).returncode == 0


@pytest.mark.parametrize("folder", [".", "..", "static", "blog/new", ".git/x", "docs/../web"])
def test_a_data_folder_that_is_or_holds_the_program_is_refused(boot, folder):
    before = set(ROOT.iterdir())

    ended = boot(DATA_DIR=str(ROOT / folder))

    assert ended.returncode == 1
    assert "DATA_DIR" in ended.stderr
    assert "the program" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert set(ROOT.iterdir()) == before


@pytest.mark.parametrize("folder", ["var", "var/blog", "cuaderno"])
def test_a_folder_of_its_own_beside_the_code_is_accepted(boot, folder):
    shown = boot("DATA_DIR", DATA_DIR=str(ROOT / folder), SECRET_KEY="x" * 50)

    assert shown.stdout == f"{ROOT / folder}\n"


def test_an_empty_data_folder_means_the_default(boot):
    assert boot("DATA_DIR", DATA_DIR="", SECRET_KEY="x" * 50).stdout == f"{ROOT / 'var'}\n"


def test_every_folder_of_the_program_is_refused():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not listed:
        pytest.skip("this is no clone")

    folders = {name.partition("/")[0] for name in listed if "/" in name}

    assert {name for name in folders if not name.startswith(".")} == settings.CODE


def test_a_folder_that_cannot_be_made_stops_the_boot_with_a_sentence(boot, tmp_path):
    (tmp_path / "file").write_text("in the way")

    ended = boot(DATA_DIR=str(tmp_path / "file" / "data"))

    assert ended.returncode == 1
    assert "DATA_DIR" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_https_follows_from_the_address_of_the_site(boot):
    flags = (
        "SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS"
    )

    assert boot(flags).stdout == "False False False 0\n"
    assert boot(flags, SITE_URL="https://blog.example.org").stdout == "True True True 31536000\n"


def test_the_host_of_the_site_is_allowed(boot):
    hosts = boot("ALLOWED_HOSTS", SITE_URL="https://blog.example.org").stdout

    assert "blog.example.org" in hosts
    assert "*" not in hosts


def test_debug_is_off_unless_asked_for(boot):
    assert boot("DEBUG").stdout == "False\n"
    assert boot("DEBUG", DEBUG="on").stdout == "True\n"


@pytest.mark.parametrize("document", ["docs/operators.md", "docs/operar.md", "deploy/bitacora.env"])
def test_the_addresses_shown_as_examples_are_understood(boot, document):
    text = (ROOT / document).read_text()
    named = re.findall(r"(\w+_URL)`? ?[|=][^\n]*?((?:postgres|smtps)://[^\s`]+)", text)

    ended = boot(before="import django; django.setup()", **dict(named))

    assert {name for name, _ in named} == {"DATABASE_URL", "EMAIL_URL"}
    assert ended.returncode == 0, ended.stderr
