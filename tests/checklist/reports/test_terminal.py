"""What a person sees at a terminal, wide and narrow."""

import io

import pytest
from rich.console import Console

from mingus.checklist.reports import terminal
from mingus.checklist.rules import State
from mingus.checklist.service import Result
from tests.checklist.results import IDS, every_state


def seen(results: list[Result], width: int, *, everything: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, color_system=None)
    terminal.show(console, results, everything=everything)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_no_line_is_longer_than_the_terminal(width: int) -> None:
    assert max(map(len, seen(every_state(), width, everything=True).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_section_is_one_line_with_its_counts(width: int) -> None:
    lines = seen(every_state(), width).splitlines()
    heading = next(line for line in lines if line.startswith(" 1  "))
    assert heading.rstrip().endswith("✓ 1 pass  ! 1 warn  ✗ 1 fail")


def test_every_state_has_its_sign_and_its_word() -> None:
    text = seen(every_state(), 100, everything=True)
    for state in State:
        sign, _ = terminal.LOOKS[state]
        assert f"{sign} {state.value}" in text
    assert all(box_id in text for box_id in IDS)


def test_what_passed_or_does_not_apply_is_only_counted() -> None:
    text = seen(every_state(), 100)
    assert "1.1.1 " not in text
    assert "2.2.4 " not in text
    assert "1.1.2 " in text


def test_it_ends_with_what_stands_in_the_way() -> None:
    assert "3 of the boxes that must hold do not yet: not ready for this stage." in seen(every_state(), 100)
    fine = [result for result in every_state() if not result.holds_up]
    assert "Nothing stands in the way of this stage." in seen(fine, 100)
    assert f"{len(fine)} boxes" in seen(fine, 100)


def test_words_of_strangers_do_not_steer_the_terminal() -> None:
    text = seen(every_state(), 100)
    assert "\x01" not in text
    assert terminal.printable("a\x1b[2Jb\nc\x9b") == "a�[2Jb\nc�"


def test_colours_are_never_all_there_is() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="truecolor", highlight=False)
    terminal.show(console, every_state())
    assert isinstance(console.file, io.StringIO)
    assert "\x1b[" in console.file.getvalue()
    assert "\x1b[" not in seen(every_state(), 100)
