"""17.1: whom to call, how fast, in which order, and that it works."""

import re
from collections.abc import Iterator

from mingus.checklist.box import Box, static
from mingus.checklist.documents import (
    Severity,
    alerts,
    contacts,
    escalation_order,
    severities,
    team,
)
from mingus.checklist.documents.roster import CONTACTS, ESCALATION
from mingus.checklist.documents.tables import Table
from mingus.checklist.looking import drills, papers
from mingus.checklist.missing import Missing
from mingus.checklist.proof import attested, proven, vendor
from mingus.checklist.rules import DEPLOYED, IN_PRODUCTION, Finding, judged
from mingus.checklist.surroundings import Surroundings

REACHED_DAYS = 90
_PHONE = re.compile(r"\+\d[\d ()/-]{5,24}")


@static
def everybody_can_be_called(around: Surroundings) -> Finding:
    """Each required role and each vendor has a line; the stand-in is another role; the numbers can be dialled."""
    page = papers.current(around, CONTACTS)
    rows = page.table("People", "role", "name", "phone", "e-mail", "stands in")
    roles = team(around.tree.root).roles
    faults = [
        f"{CONTACTS} has no line for {name}"
        for name, role in roles.items()
        if role.required and name not in {row["role"] for row in rows}
    ]
    faults += _faults_of_people(rows, set(roles))
    found = contacts(around.tree.root)
    if len(found) == len(rows):
        faults.append(f"{CONTACTS} names no vendor")
    empty = [contact.who for contact in found if contact.missing]
    if empty and not faults:
        raise Missing(f"no evidence yet: nobody has filled in {', '.join(empty)} ({CONTACTS})")
    return judged(faults, f"{len(found)} people and vendors can be called", contacts=len(found))


@static
def it_is_known_who_is_next(around: Surroundings) -> Finding:
    """The severities have times that fit, alerts have one of them, and the order holds roles that exist, each once."""
    page = papers.current(around, ESCALATION)
    levels, order = severities(around.tree.root), escalation_order(around.tree.root)
    faults = [*_faults_of_levels(levels), *_faults_of_order(order, set(team(around.tree.root).roles))]
    names = {level.name for level in levels}
    faults += [
        f"the alert {alert.name} has the severity {alert.severity}, which has no time"
        for alert in alerts(around.tree.root)
        if alert.severity not in names
    ]
    return judged(faults, f"{page.title}: {len(levels)} severities, {len(order)} steps", severities=len(levels))


def minutes_of_the_worst(around: Surroundings) -> int:
    """Within how many minutes the worst severity is to be answered."""
    return severities(around.tree.root)[0].acknowledge_minutes


def _faults_of_people(rows: Table, roles: set[str]) -> Iterator[str]:
    for row in rows:
        if row["role"] not in roles:
            yield f"{row['role']} is no role of docs/team.yaml"
        if row["stands in"] == row["role"] or row["stands in"] not in roles:
            yield f"nobody else stands in for {row['role']}"
        if row["phone"].startswith("+") and not _PHONE.fullmatch(row["phone"]):
            yield f"the number of {row['role']} can't be dialled"


def _faults_of_levels(levels: list[Severity]) -> Iterator[str]:
    if len(levels) < 2:
        yield f"{ESCALATION} knows fewer than two severities"
    for level in levels:
        if level.escalate_minutes < level.acknowledge_minutes:
            yield f"severity {level.name} calls the next one before the first had time to answer"


def _faults_of_order(order: list[str], roles: set[str]) -> Iterator[str]:
    if len(set(order)) < 2:
        yield f"{ESCALATION} names nobody who is called next"
    yield from (
        f"{role} is called and is no role of docs/team.yaml" for role in dict.fromkeys(order) if role not in roles
    )
    yield from (f"{role} is called twice" for role in dict.fromkeys(order) if order.count(role) > 1)


BOXES = (
    Box(
        "17.1.1",
        "Everybody who may be needed can be called",
        all_of=(
            everybody_can_be_called,
            attested("17.1.1", "every number was called and every address written to", days=REACHED_DAYS),
        ),
        passes="each role and vendor has a name, a number and a stand-in; all were reached within 90 days",
        fix=f"Fill in {CONTACTS}, call everybody, then `mingus checklist attest 17.1.1 --by MEMBER --statement …`",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "17.1.2",
        "It is settled how fast, and who is next",
        all_of=(it_is_known_who_is_next,),
        passes="a table of severities with times, and an order of roles that exist",
        fix=f"Mend the tables of {ESCALATION}.",
    ),
    Box(
        "17.1.3",
        "A page arrives by e-mail and by text message",
        all_of=(
            vendor("RESEND_API_KEY", "Resend GET /domains", "mail to the one on call goes out"),
            vendor("TWILIO_AUTH_TOKEN", "Twilio GET /2010-04-01/Accounts/{sid}.json", "text messages go out"),
            proven("17.1.3", "COMMAND", max_days=REACHED_DAYS, same_commit=False),
        ),
        passes="a page was received both ways within 90 days",
        fix="Mail and text messages are not built yet; then `mingus evidence run 17.1.3 --kind drill -- COMMAND`.",
        stages=DEPLOYED,
    ),
    Box(
        "17.1.4",
        "Calling at night was tried, and somebody answered in time",
        all_of=(
            drills.timed("17.1.4", minutes_of_the_worst, max_days=REACHED_DAYS),
            attested("17.1.4", "I was called in the drill and answered", days=REACHED_DAYS),
        ),
        passes="a drill within 90 days in which the first one answered within the time of severity 1",
        fix="`mingus evidence run 17.1.4 --kind drill -- COMMAND` with one that pages and ends once somebody answered.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
