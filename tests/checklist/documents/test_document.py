"""A document on a day: whose it is, and whether its review still counts."""

from datetime import date

import pytest

from mingus.checklist.documents import DocumentError, read, read_current
from tests.checklist.documents.conftest import HEAD, Write

TODAY = date(2026, 11, 25)
ROLES = ["operator"]


def test_a_current_document_has_no_faults(write: Write) -> None:
    document = read_current(write("page.md", f"{HEAD}# Deploying\n"), roles=ROLES, today=TODAY)
    assert (document.title, document.age_days(TODAY), document.is_expired(TODAY)) == ("Deploying", 24, False)
    assert document.faults(roles=ROLES, today=TODAY) == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (HEAD.replace("operator", "nobody"), "its owner nobody is no role of docs/team.yaml"),
        (HEAD.replace("2026-11-01", "2026-11-26"), "was reviewed on 2026-11-26, which is in the future"),
        (HEAD.replace("30 days", "23 days"), "its review of 2026-11-01 expired on 2026-11-24"),
        (HEAD.replace("30 days", "2026-10-01"), "expires before it was reviewed"),
    ],
)
def test_a_document_that_does_not_count_says_why(write: Write, head: str, words: str) -> None:
    path = write("page.md", f"{head}# Deploying\n")
    with pytest.raises(DocumentError, match=words):
        read_current(path, roles=ROLES, today=TODAY)


def test_the_last_day_counts(write: Write) -> None:
    document = read(write("page.md", HEAD))
    assert not document.is_expired(date(2026, 12, 1))
    assert document.is_expired(date(2026, 12, 2))


def test_lines_are_those_of_the_file(write: Write) -> None:
    document = read(write("page.md", f"{HEAD}\n```sql\nSELECT 1;\n```\n"))
    assert [block.line for block in document.blocks] == [7]


def test_a_table_that_is_missing_is_named(write: Write) -> None:
    document = read(write("page.md", f"{HEAD}# Alerts\n\n| alert |\n|---|\n| down |\n"))
    assert document.table("Alerts", "alert") == [{"alert": "down"}]
    with pytest.raises(DocumentError, match="no table under the heading Order"):
        document.table("Order")
    with pytest.raises(DocumentError, match="the table Alerts has no column runbook"):
        document.table("Alerts", "alert", "runbook")
