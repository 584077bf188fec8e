"""A file of secrets is written whole, once, and survives people's edits."""

from pathlib import Path

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops import envfile


def test_values_are_made_once(tmp_path: Path) -> None:
    file = tmp_path / "closed" / "some.env"
    assert envfile.ensure(file, {"ONE": lambda: "first"}) == {"ONE": "first"}
    assert envfile.ensure(file, {"ONE": lambda: "second", "TWO": lambda: "new"}) == {"ONE": "first", "TWO": "new"}
    assert [path.name for path in file.parent.iterdir()] == ["some.env"]


def test_comments_and_equal_signs_are_understood(tmp_path: Path) -> None:
    (tmp_path / "some.env").write_text("# ONE=not this\n\nONE = a=b\nnonsense\n")
    assert envfile.read(tmp_path / "some.env") == {"ONE": "a=b"}


def test_an_unreadable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="can't be read"):
        envfile.read(tmp_path)
