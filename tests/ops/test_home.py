"""One home, found the same way by every command."""

import os
from pathlib import Path

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops import home


def test_what_is_named_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"MINGUS_HOME": "/elsewhere"}
    assert home.resolve(tmp_path, environ) == tmp_path
    assert home.resolve(None, environ) == Path("/elsewhere")


def test_it_never_depends_on_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = home.resolve(None, {})
    monkeypatch.chdir(tmp_path)
    assert home.resolve(None, {}) == before
    assert before.is_absolute()


def test_a_place_that_can_not_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match=str(tmp_path / "file")):
        home.make(tmp_path / "file" / "home")


def test_a_place_that_can_not_even_be_asked_about_is_named(tmp_path: Path) -> None:
    impossible = tmp_path / ("h" * 300) / "home"  # like a folder inside one that is closed to us, but for root too
    with pytest.raises(ConfigurationError, match="can't be made: File name too long"):
        home.make(impossible)


def test_others_can_not_look_into_a_new_home(tmp_path: Path) -> None:
    home.make(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o066 == 0
    assert os.access(tmp_path / "home", os.W_OK)
