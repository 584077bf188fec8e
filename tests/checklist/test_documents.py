"""The documents of this checkout: each has its head, the index is fresh, and they agree with each other."""

from datetime import UTC, datetime
from pathlib import Path

from mingus.checklist.documents import (
    contacts,
    documents,
    escalation_order,
    index_table,
    read,
    runbooks,
    team,
    with_index,
)
from mingus.checklist.documents.shelf import INDEX
from mingus.checklist.documents.tables import headings_of
from tests.architecture.sources import ROOT


def test_every_document_has_a_head_that_held_when_it_was_reviewed() -> None:
    """Whether it has expired by now is the checklist's to say: a test must not fail because a day has passed."""
    roles, now = team(ROOT).roles, datetime.now(UTC).date()
    for document in documents(ROOT):
        assert document.faults(roles=roles, today=document.head.reviewed_on) == []
        assert document.head.reviewed_on <= now
        assert document.blocks is not None


def test_the_index_is_fresh() -> None:
    page = (ROOT / INDEX).read_text()
    assert page == with_index(page, index_table(ROOT)), "run: python -m mingus.checklist.documents"


def test_nobody_is_made_up_and_every_role_is_described() -> None:
    ours = team(ROOT)
    assert ours.members == ()
    assert ours.vacant == [name for name, role in ours.roles.items() if role.required]
    assert [name for name in ours.procedures if not (ROOT / name).is_file()] == []


def test_contacts_and_escalation_name_the_roles_of_the_team() -> None:
    roles = [*team(ROOT).roles]
    assert [contact.who for contact in contacts(ROOT)][: len(roles)] == roles
    assert set(escalation_order(ROOT)) == set(roles)
    assert all(contact.missing for contact in contacts(ROOT))


def test_the_plan_for_security_incidents_has_every_step() -> None:
    page = read(ROOT / "docs/runbooks/security-incident.md")
    steps = [
        "1. Detect",
        "2. Contain",
        "3. Keep the evidence",
        "4. Rotate all keys",
        "5. Mend",
        "6. Notify",
        "7. After",
    ]
    assert [heading for heading in headings_of(page.body) if heading[0].isdigit()] == steps
    assert any("72 hours" in row["until when"] for row in page.table("6. Notify", "law", "whom", "until when"))


def test_a_runbook_for_an_alert_begins_with_what_to_type() -> None:
    for page in runbooks(ROOT):
        if page.head.alert:
            first = page.blocks[0]
            assert (first.treatment, first.line - page.first_line < 10) == ("dry-run", True), page.path


def test_nothing_covers_a_path_that_was_moved() -> None:
    later = {".do/"}  # the launch package brings it
    covered = {name for document in documents(ROOT) for name in document.head.covers}
    assert [name for name in sorted(covered - later) if not Path(ROOT, name).exists()] == []
