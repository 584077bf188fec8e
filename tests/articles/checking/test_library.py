from mingus.articles.checking import check, library
from tests.articles.checking import whole


def _faults(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(fault.slug, fault.kind) for fault in check(texts) if fault.kind != "cell"]


def test_good_articles_have_no_fault() -> None:
    assert [fault.line() for fault in check(whole.library()) if fault.kind != "cell"] == []


def test_every_cell_needs_six() -> None:
    cells = [fault.said for fault in check(whole.library()) if fault.kind == "cell"]
    assert len(cells) == 9
    assert "do × beginner has 3; 6 at least" in cells
    assert library.MIN_IN_A_CELL == 6


def test_what_is_no_article_is_named_by_its_file() -> None:
    assert _faults(whole.library(broken="no head")) == [("broken", "head")]


def test_a_file_is_called_like_its_slug() -> None:
    assert ("misnamed", "head") in _faults(whole.library(misnamed=whole.article("something-else")))


def test_nothing_is_said_twice() -> None:
    copied = whole.article("copied", body=whole.body("good-one"), title="All about good-one")
    found = check(whole.library(copied=copied))
    assert {fault.kind for fault in found if fault.slug in {"copied", "good-one"}} == {"same words"}
    assert len([fault for fault in found if fault.kind == "same words"]) == 2


def test_no_article_comes_before_itself_and_none_asks_for_a_higher_level() -> None:
    circle = whole.library()
    circle["good-one"] = whole.article(prerequisites="[first-other]")
    circle["first-other"] = circle["first-other"].replace("prerequisites: []", "prerequisites: [good-one]")
    assert ("good-one", "prerequisites") in _faults(circle)
    steep = whole.library()
    steep["good-one"] = whole.article(prerequisites="[first-other]")
    steep["first-other"] = steep["first-other"].replace("level: beginner", "level: advanced")
    assert _faults(steep) == [("good-one", "prerequisites")]
