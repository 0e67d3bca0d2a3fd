import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from web.secret_key import read_or_create

READ = "import sys; from pathlib import Path; from web.secret_key import read_or_create as r; "
READ += "print(r(Path(sys.argv[1])))"


def test_the_key_is_made_once_and_only_its_account_may_read_it(tmp_path):
    key = read_or_create(tmp_path / "new" / "data")

    file = tmp_path / "new" / "data" / "secret_key"
    assert read_or_create(tmp_path / "new" / "data") == key
    assert len(key) > 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {path.name for path in file.parent.iterdir()} == {"secret_key", "secret_key.new"}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o711


def test_processes_that_start_at_once_agree_on_one_key(start, tmp_path):
    processes = [start("-c", READ, str(tmp_path / "data")) for _ in range(6)]

    keys = {process.communicate(timeout=30)[0] for process in processes}

    assert len(keys) == 1
    assert len(keys.pop()) > 50


@pytest.mark.parametrize("content", ["", "short\n", "ñ" * 60])
def test_a_spoilt_key_is_refused_rather_than_used(tmp_path, content):
    (tmp_path / "secret_key").write_text(content, encoding="utf-8")

    with pytest.raises(ImproperlyConfigured, match="key"):
        read_or_create(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "data").write_text("in the way")

    with pytest.raises(ImproperlyConfigured, match="DATA_DIR"):
        read_or_create(tmp_path / "data")
