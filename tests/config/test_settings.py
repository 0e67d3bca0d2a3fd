"""The environment is read once, at the start, and a mistake in it is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def boot(tmp_path):
    """Read the settings in a process of its own with an environment, and give how that ended."""

    def start(show="SITE_URL", before="", **environment):
        code = f"{before}\nfrom django.conf import settings as s; print(s.{show})"
        base = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
        return subprocess.run(
            [sys.executable, "-c", code],
            env={**base, "DATA_DIR": str(tmp_path / "data"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

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
        ("CACHE_URL", "paper://"),
        ("EMAIL_URL", "pigeon://x"),
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
    text = (Path(__file__).parents[2] / document).read_text()
    named = re.findall(r"(\w+_URL)`? ?[|=][^\n]*?((?:postgres|redis|submission)://[^\s`]+)", text)

    ended = boot(before="import django; django.setup()", **dict(named))

    assert {name for name, _ in named} == {"DATABASE_URL", "CACHE_URL", "EMAIL_URL"}
    assert ended.returncode == 0, ended.stderr
