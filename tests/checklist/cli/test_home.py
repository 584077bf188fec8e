"""What every command about evidence asks first."""

from pathlib import Path

import pytest

from mingus.checklist.cli import home
from mingus.core.errors import Refused, UsageError


@pytest.mark.parametrize("box_id", ["1.1.99", "99.1.1", "nonsense", "../1.1.1", ""])
def test_an_id_that_is_no_box_is_refused(box_id: str) -> None:
    with pytest.raises(UsageError, match="There is no box"):
        home.known_id(box_id)


def test_a_statement_is_one_line_of_words() -> None:
    assert home.one_line(" said\nin \x1btwo ") == "said in  two"
    with pytest.raises(Refused, match="needs words"):
        home.one_line("\n\t ")


def test_every_title_belongs_to_its_box() -> None:
    assert all(home.known_id(box_id) and title for box_id, title in home.titles().items())


def test_the_home_that_is_named_is_meant(tmp_path: Path) -> None:
    assert home.store_of(tmp_path).folder == tmp_path / "evidence"
