import pytest

from mingus.articles.checking import check
from tests.articles.checking import whole


def _kinds(**changes: object) -> set[str]:
    texts = whole.library(**{"good-one": whole.article(**changes)})  # type: ignore[arg-type]  # fields of the head
    return {fault.kind for fault in check(texts) if fault.kind != "cell"}


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("Read [this](/library/nothing-there).", "link"),
        ("Read [this](/no-page-of-ours).", "link"),
        ("Read [this](/goals/new?kind=yacht).", "link"),
        ("Read [this](https://example.com/).", "link"),
        ("Somebody found it.[^EARN-02]", "source"),
        ("Somebody found it.[^NOBODY-99]", "source"),
        ("Somebody found it.[^a survey]", "source"),
        ("# A title", "shape"),
        ("<b>raw</b>", "shape"),
        ("![picture](/x.png)", "shape"),
        (" ".join(["word"] * 800), "length"),
        ("Notwithstanding organizational considerations, " * 60 + "institutions.", "reading"),
    ],
)
def test_a_fault_of_the_text_is_seen(more: str, kind: str) -> None:
    assert kind in _kinds(more=more)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ({"sources": "[EARN-01, EARN-02]"}, "source"),
        ({"related": "[first-other, nothing-there]"}, "related"),
        ({"prerequisites": "[nothing-there]"}, "prerequisites"),
        ({"body": "Short.\n"}, "length"),
    ],
)
def test_a_fault_of_the_head_is_seen(head: dict[str, object], kind: str) -> None:
    assert kind in _kinds(**head)


def test_the_last_line_says_what_it_is_not() -> None:
    without = whole.body("good-one").replace("*This about good-one teaches; it does not know your case.*", "The end.")
    assert "disclaimer" in _kinds(body=without)


def test_pages_of_ours_and_addresses_of_cited_sources_may_be_linked() -> None:
    address = "https://www.bls.gov/news.release/wkyeng.nr0.htm"
    assert _kinds(more=f"[A](/goals/new?kind=car) [b](/assessments/readiness) [c]({address})") == set()
