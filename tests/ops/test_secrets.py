"""Local secrets are made once, private, and never touched again."""

import re
import stat
from pathlib import Path

from mingus.ops import secrets


def test_the_first_start_makes_three_different_secrets(tmp_path: Path) -> None:
    made = secrets.with_local({}, tmp_path)
    values = {made[name] for name in secrets.NAMES}
    assert len(values) == 3
    assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in values)


def test_the_next_start_reads_the_same(tmp_path: Path) -> None:
    assert secrets.with_local({}, tmp_path) == secrets.with_local({}, tmp_path)


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    secrets.with_local({}, tmp_path)
    assert stat.S_IMODE(secrets.path(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(secrets.path(tmp_path).parent.stat().st_mode) == 0o700


def test_the_environment_wins_and_is_not_written_down(tmp_path: Path) -> None:
    given = {"SECRET_KEY": "from the environment"}
    assert secrets.with_local(given, tmp_path)["SECRET_KEY"] == "from the environment"
    assert "from the environment" not in secrets.path(tmp_path).read_text()


def test_a_complete_environment_makes_no_file(tmp_path: Path) -> None:
    given = dict.fromkeys(secrets.NAMES, "given")
    assert secrets.with_local(given, tmp_path) == given
    assert not secrets.path(tmp_path).exists()


def test_a_secret_that_a_later_version_adds_leaves_the_others(tmp_path: Path) -> None:
    file = secrets.path(tmp_path)
    file.parent.mkdir()
    file.write_text("# made by hand\nFIELD_ENCRYPTION_KEY=precious\n")
    assert secrets.with_local({}, tmp_path)["FIELD_ENCRYPTION_KEY"] == "precious"
    assert "FIELD_ENCRYPTION_KEY=precious\n" in file.read_text()
