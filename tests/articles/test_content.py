"""The articles of this release are fit to ship: what `mingus library check` says of them."""

from mingus.articles import checking
from mingus.articles.checking.fault import Fault
from mingus.articles.service import loading


def _faults() -> list[Fault]:
    return checking.check({path.stem: path.read_text(encoding="utf-8") for path in loading.CONTENT.glob("*.md")})


def test_no_article_has_a_fault() -> None:
    assert [fault.line() for fault in _faults() if fault.kind != "cell"] == []


def test_there_are_sixty_and_every_cell_is_filled() -> None:
    assert [fault.line() for fault in _faults() if fault.kind == "cell"] == []
    assert len(list(loading.texts())) >= 60
