"""Who runs Mingus, whom to call, and in which order."""

from pathlib import Path

import pytest

from mingus.checklist.documents import DocumentError, contacts, escalation_order, severities, team
from tests.checklist.documents.conftest import HEAD, Write

TEAM = """
head: {owner: operator, reviewed: 2026-11-01, expires: 30 days}
roles:
  operator: {does: deploys, required: true}
  security lead: {does: leads, required: true}
procedures: [docs/runbooks/restore.md]
members:
"""
MEMBER = "  - {id: a-member, name: A Member, roles: [operator], since: 2026-01-31}\n"


def test_a_role_is_vacant_until_somebody_holds_it(write: Write, tmp_path: Path) -> None:
    write("docs/team.yaml", TEAM + MEMBER)
    found = team(tmp_path)
    assert found.vacant == ["security lead"]
    assert (found.has("a-member"), found.has("somebody")) == (True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEAM + MEMBER + MEMBER, "two members have the same id"),
        (TEAM + MEMBER.replace("[operator]", "[king]"), "a-member has the unknown role king"),
        (TEAM + MEMBER.replace("a-member", "A Member"), "members.0.id"),
        (TEAM + MEMBER.replace("name: A Member, ", ""), "members.0.name: Field required"),
        ("head: 1", "head"),
    ],
)
def test_a_roster_that_does_not_hold_is_refused(write: Write, tmp_path: Path, text: str, words: str) -> None:
    write("docs/team.yaml", text)
    with pytest.raises(DocumentError, match=words):
        team(tmp_path)


def test_a_contact_says_what_is_missing(write: Write, tmp_path: Path) -> None:
    write(
        "docs/runbooks/contacts.md",
        f"{HEAD}## People\n\n| role | name | phone | e-mail |\n|---|---|---|---|\n"
        "| operator | In the safe | to be filled in | |\n\n"
        "## Vendors\n\n| vendor | support page | phone | account id |\n|---|---|---|---|\n| host | there | +1 | 7 |\n",
    )
    assert [(one.who, one.missing) for one in contacts(tmp_path)] == [("operator", ["phone", "email"]), ("host", [])]


def test_severities_are_times_and_stand_worst_first(write: Write, tmp_path: Path) -> None:
    head = "| severity | means | acknowledge within | call the next after |\n|---|---|---|---|\n"
    first, second = "| 1 | all | 15 minutes | 1 hour |\n", "| 2 | few | 2 days | 5 days |\n"
    order = "## Order\n\n| step | role |\n|---|---|\n| 1 | operator |\n| 2 | security lead |\n"
    name = "docs/runbooks/escalation.md"
    write(name, f"{HEAD}## Severities\n\n{head}{first}{second}\n{order}")
    found = [(one.name, one.acknowledge_minutes, one.escalate_minutes) for one in severities(tmp_path)]
    assert found == [("1", 15, 60), ("2", 2880, 7200)]
    assert escalation_order(tmp_path) == ["operator", "security lead"]
    write(name, f"{HEAD}## Severities\n\n{head}{second}{first}")
    with pytest.raises(DocumentError, match="do not stand worst first"):
        severities(tmp_path)
    write(name, f"{HEAD}## Severities\n\n{head}{first.replace('15 minutes', 'soon')}")
    with pytest.raises(DocumentError, match="soon is no time like 15 minutes"):
        severities(tmp_path)
