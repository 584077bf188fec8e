"""17.1: numbers, severities, order and drills, on our pages and on pages that are not right."""

import re
from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import Change, pages
from tests.checklist.proofs import record

CALLED = "everybody_can_be_called"
NEXT = "it_is_known_who_is_next"
CONTACTS, ESCALATION = "docs/runbooks/contacts.md", "docs/runbooks/escalation.md"
LEAD = "| lead developer | A name | +1 555 0100 200 | a@example.com | second operator |"


def filled_in(*changes: Change) -> dict[str, str | None]:
    """The page of contacts as it is once every cell has a word, with changes."""
    text = re.sub(r"to be filled in \| to be filled in \| to be", "A name | +1 555 0100 200 | to be", _page())
    text = text.replace("to be filled in", "a@example.com")
    for _, old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {CONTACTS: text}


def _page() -> str:
    return (ROOT / CONTACTS).read_text()


class TestContacts:
    def test_ours_are_not_filled_in_yet(self, check: Check) -> None:
        result = check("17.1.1", CALLED)
        assert result.state is State.UNKNOWN
        assert "nobody has filled in operator, second operator" in result.finding.detail

    def test_filled_in_they_are_good(self, check: Check, small_tree: MakeTree) -> None:
        result = check("17.1.1", CALLED, tree=pages(small_tree, files=filled_in()))
        assert is_green(result)
        assert result.finding.figures["contacts"] == 8

    def test_a_place_where_the_number_is_kept_will_do(self, check: Check, small_tree: MakeTree) -> None:
        sealed = ("", "| lead developer | A name | +1 555 0100 200 |", "| lead developer | A name | sealed note |")
        assert is_green(check("17.1.1", CALLED, tree=pages(small_tree, files=filled_in(sealed))))

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (LEAD + "\n", "", "no line for lead developer"),
            (LEAD, LEAD.replace("second operator", "lead developer"), "nobody else stands in for lead developer"),
            (LEAD, LEAD.replace("second operator", "the neighbour"), "nobody else stands in for lead developer"),
            (LEAD, LEAD.replace("+1 555 0100 200", "+1 call me"), "the number of lead developer can't be dialled"),
            (LEAD, LEAD.replace("+1 555 0100 200", "+1 5"), "the number of lead developer can't be dialled"),
            (LEAD, f"{LEAD}\n{LEAD.replace('lead developer', 'drummer')}", "drummer is no role of docs/team.yaml"),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        tree = pages(small_tree, files=filled_in(("", old, new)))
        assert is_red(check("17.1.1", CALLED, tree=tree), words)

    def test_a_fault_is_not_hidden_by_what_is_empty(self, check: Check, small_tree: MakeTree) -> None:
        empty = (CONTACTS, "| lead developer | to be filled in |", "| drummer | to be filled in |")
        assert is_red(check("17.1.1", CALLED, tree=pages(small_tree, empty)), "no line for lead developer")

    def test_no_vendor_at_all_fails(self, check: Check, small_tree: MakeTree) -> None:
        text = str(filled_in()[CONTACTS])
        rows = [line for line in text.splitlines() if not line.startswith(("| the ", "| where "))]
        assert is_red(check("17.1.1", CALLED, tree=pages(small_tree, files={CONTACTS: "\n".join(rows)})), "no vendor")

    def test_after_ninety_days_the_page_is_stale(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, files=filled_in())
        assert is_green(check("17.1.1", CALLED, tree=tree, now=NOW + timedelta(days=90)))
        assert check("17.1.1", CALLED, tree=tree, now=NOW + timedelta(days=91)).state is State.STALE


class TestEscalation:
    def test_ours_is_settled(self, check: Check) -> None:
        result = check("17.1.2")
        assert is_green(result)
        assert "4 severities, 5 steps" in result.finding.detail

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (
                (ESCALATION, "| 30 minutes | 1 hour |", "| 30 minutes | 29 minutes |"),
                "severity 2 calls the next one before",
            ),
            ((ESCALATION, "| 3 | lead developer |", "| 3 | drummer |"), "drummer is called and is no role"),
            ((ESCALATION, "| 3 | lead developer |", "| 3 | operator |"), "operator is called twice"),
            ((ESCALATION, "| 4 hours |", "| soon |"), "soon is no time like"),
            ((ESCALATION, "| 4 hours |", "| 4 minutes |"), "do not stand worst first"),
            ((ESCALATION, "## Order", "## Ordering"), "no table under the heading Order"),
            (
                ("docs/monitoring.md", "in 5 minutes are 5xx | 2 |", "in 5 minutes are 5xx | 9 |"),
                "error-rate has the severity 9",
            ),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, change: Change, words: str) -> None:
        assert is_red(check("17.1.2", tree=pages(small_tree, change)), words)

    def test_as_fast_as_the_first_may_answer_is_soon_enough(self, check: Check, small_tree: MakeTree) -> None:
        equal = (ESCALATION, "| 30 minutes | 1 hour |", "| 30 minutes | 30 minutes |")
        assert is_green(check("17.1.2", tree=pages(small_tree, equal)))

    @pytest.mark.parametrize(
        ("keep", "words"), [("1", "fewer than two severities"), ("operator", "nobody who is called next")]
    )
    def test_one_alone_is_too_few(self, check: Check, small_tree: MakeTree, keep: str, words: str) -> None:
        lines = (ROOT / ESCALATION).read_text().splitlines()
        rows = [line for line in lines if re.match(r"\| [1-5] \|", line)]
        wanted = rows[:4] if keep == "operator" else rows[4:]
        kept = [row for row in rows if row in wanted or row.startswith("| 1 |")]
        text = "\n".join(line for line in lines if line not in rows or line in kept)
        assert is_red(check("17.1.2", tree=pages(small_tree, files={ESCALATION: text})), words)


class TestDrill:
    @pytest.mark.parametrize(("box_id", "part"), [("17.1.1", "a_signed_statement"), ("17.1.4", "a_signed_statement")])
    def test_a_members_word_is_good_for_ninety_days(
        self, check: Check, around: MakeSurroundings, box_id: str, part: str
    ) -> None:
        made = NOW - timedelta(days=90)
        record(around().home, box_id, kind="attestation", at=made, valid_for=timedelta(days=400))
        assert is_green(check(box_id, part))
        assert check(box_id, part, now=NOW + timedelta(seconds=1)).state is State.STALE

    def test_somebody_answered_within_a_quarter_of_an_hour(self, check: Check, around: MakeSurroundings) -> None:
        home = around().home
        record(home, "17.1.4", kind="drill", figures={"duration_ms": 15 * 60_000}, at=NOW - timedelta(days=90))
        assert is_green(check("17.1.4", "a_drill_in_time"))
        assert check("17.1.4", "a_drill_in_time", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(home, "17.1.4", kind="drill", figures={"duration_ms": 15 * 60_000 + 1})
        assert is_red(check("17.1.4", "a_drill_in_time"), "more than 15")

    def test_a_page_is_proven_by_a_record_of_ninety_days(self, check: Check, around: MakeSurroundings) -> None:
        assert check("17.1.3", "a_sound_record").state is State.UNKNOWN
        record(around().home, "17.1.3", kind="drill", at=NOW - timedelta(days=90), commit="0" * 40)
        assert is_green(check("17.1.3", "a_sound_record"))
        assert check("17.1.3", "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(around().home, "17.1.3", kind="drill", exit_code=3)
        assert check("17.1.3", "a_sound_record").state is State.FAIL


@pytest.mark.parametrize("box_id", ["17.1.1", "17.1.3", "17.1.4"])
def test_without_evidence_none_of_them_passes(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
