"""One box in words, without looking and after it."""

import io

from rich.console import Console, RenderableType

from mingus.checklist.boxes import every_box
from mingus.checklist.reports import explanation
from tests.checklist.results import every_state

BOXES = {box.id: box for box in every_box()}
WIDTH = 100


def said(words: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False, color_system=None)
    console.print(words)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert all(len(line) <= WIDTH for line in text.splitlines())
    return text


def test_a_box_is_explained_without_looking() -> None:
    box = BOXES["2.1.1"]
    text = said(explanation.box(box))
    for words in (box.title, "Passes when", "the secret is strong", "all of them", "local, staging, production", "yes"):
        assert words in text


def test_a_box_that_adds_up_others_names_them() -> None:
    box = next(box for box in BOXES.values() if box.rolls_up)
    assert f"the worst of {box.rolls_up[0]}" in said(explanation.box(box))


def test_the_overview_has_a_line_a_box() -> None:
    text = said(explanation.overview([BOXES["2.1.1"], BOXES["2.2.4"]]))
    assert len(text.splitlines()) == 3
    assert "local staging production" in text.splitlines()[1]


def test_a_result_shows_each_part_its_figures_and_the_remedy() -> None:
    failed = next(result for result in every_state() if result.box.id == "1.1.2")
    text = said(explanation.result(failed))
    assert "✗ fail" in text
    assert "things" in text
    assert "\x01" not in text
    assert "looked at <b>&'\"� everything" in text
    assert "To fix:" in text
    assert said(explanation.remedy(failed)).count(failed.box.title) == 1


def test_a_program_gets_the_same_facts() -> None:
    found = explanation.as_object(BOXES["2.2.4"])
    assert (found["id"], found["stages"], found["blocker"]) == ("2.2.4", ["staging", "production"], True)
    assert set(found) == {"id", "title", "kind", "section", "stages", "blocker", "passes", "fix"}
