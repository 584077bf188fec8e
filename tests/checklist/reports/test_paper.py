"""The report that is signed: whole, verified, and found out when a word of it was changed."""

from pathlib import Path

import pytest

from mingus.checklist.reports import paper
from mingus.checklist.rules import Stage
from mingus.core.errors import BadFile
from mingus.core.evidence import Keys
from tests.checklist.conftest import NOW
from tests.checklist.results import every_state

LOOKED = paper.Looked(Stage.STAGING, NOW, "4f2c1e9", "host.test", "operator")


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "secrets")


@pytest.fixture
def report(keys: Keys) -> bytes:
    return paper.render(every_state(), LOOKED, keys)


def test_it_tells_every_box_and_where_it_looked(report: bytes) -> None:
    text = report.decode()
    for result in every_state():
        assert result.box.id in text
    for words in ("staging", "4f2c1e9", "host.test", "operator"):
        assert words in text
    assert "<b>&" not in text
    assert "&lt;b&gt;&amp;" in text


def test_it_needs_nothing_from_anywhere_else(report: bytes) -> None:
    text = report.decode()
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert 'src="' not in text
    assert len(report) < paper.MAX_BYTES


def test_it_is_signed_by_the_home_that_made_it(report: bytes, keys: Keys) -> None:
    assert paper.signer(report, keys) == keys.own_id


@pytest.mark.parametrize(
    ("old", "new"), [(b"fail", b"pass"), (b"host.test", b"host.best"), (b"<!-- signed", b" <!-- signed")]
)
def test_a_changed_byte_shows(report: bytes, keys: Keys, old: bytes, new: bytes) -> None:
    assert old in report
    with pytest.raises(BadFile, match="was changed"):
        paper.signer(report.replace(old, new, 1), keys)


def test_a_stranger_s_signature_is_not_trusted(report: bytes, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not trusted here"):
        paper.signer(report, Keys(tmp_path / "another"))


@pytest.mark.parametrize("cut", [1, 50, 100_000_000])
def test_what_was_cut_or_goes_on_is_none_of_ours(report: bytes, keys: Keys, cut: int) -> None:
    with pytest.raises(BadFile, match="no signature at its end"):
        paper.signer(report[:-cut], keys)
    with pytest.raises(BadFile, match="no signature at its end"):
        paper.signer(report + b"<p>more</p>", keys)


def test_nobody_reads_a_report_without_end(keys: Keys) -> None:
    with pytest.raises(BadFile, match="too large"):
        paper.signer(b"x" * (paper.MAX_BYTES + 1), keys)


def test_words_in_backticks_are_code_and_words_of_strangers_are_escaped() -> None:
    assert paper.with_code("run `a <b>` & wait") == "run <code>a &lt;b&gt;</code> &amp; wait"
    assert paper.with_code("one ` alone <i>") == "one ` alone &lt;i&gt;"
