"""14.1: what is logged, in which form, and what never is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from mingus.checklist.box import Box, configuration, database, live
from mingus.checklist.looking import chains
from mingus.checklist.missing import Missing
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, failed, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core import happening, security_events
from mingus.ops import schema

OF_EVERY_LINE = ("ts", "level", "event")
OF_A_REQUEST = (*OF_EVERY_LINE, "request_id", "route", "user_ref")
CANARY = "canary"
EVENTS_TESTS = "bin/test tests/core/test_security_events.py"
LOG = "logs/web.log"
TAIL_BYTES = 1024 * 1024
SIGNS_SECONDS = 10.0
_EVENTS = text("SELECT DISTINCT event FROM audit_log WHERE household_id = :household_id")


@configuration
def lines_are_json_and_hold_no_secret(around: Surroundings) -> Finding:
    """What the booted application writes while it answers is JSON throughout, and what was slipped in is gone."""
    said: list[str] = around.booted["said"]
    lines = [_parsed(line) for line in said]
    faults = [fault for number, line in enumerate(lines, 1) for fault in _faults(line, f"line {number}")]
    faults += [f"line {number} holds what was to be masked" for number, raw in enumerate(said, 1) if CANARY in raw]
    if not any(line and line.get("event") == "request" for line in lines):
        faults.append("a request was answered without a line about it")
    return judged(
        faults, f"{len(said)} lines of a request are JSON, and the canaries in them are gone", lines=len(said)
    )


@live
def a_request_is_found_again(around: Surroundings) -> Finding:
    """A request from outside carries an id, under which the log of this home has one whole line."""
    answer = around.network.get(f"{around.site}/health/live")
    request_id = answer.header("X-Request-Id")
    if not request_id:
        return failed(f"{answer.url} answers without X-Request-Id")
    path = around.home / LOG
    if not path.is_file():
        raise Missing(f"no evidence here: the log of {around.site} is not kept in {LOG} of this home")
    lines = [_parsed(raw) for raw in _tail(path).splitlines() if request_id in raw]
    faults = [fault for line in lines for fault in _faults(line, "its line")]
    if not lines:
        faults = [f"the log does not know the request {request_id}"]
    return judged(faults, f"the request {request_id} stands in the log as JSON", lines=len(lines))


@configuration
def no_file_grows_for_ever(around: Surroundings) -> Finding:
    """Logs go to stdout, which the platform keeps; a file, if there is one, has a largest size."""
    log = around.booted["log"]
    faults = [
        f"{file['logger']} writes to {file['file']} without a largest size"
        for file in log["files"]
        if not file["max_bytes"]
    ]
    if not log["handlers"]:
        faults.append("nothing is logged at all")
    return judged(
        faults, f"{len(log['handlers'])} handler writes to the platform, no file grows", files=len(log["files"])
    )


@database
def signs_are_in_the_audit_log(around: Surroundings) -> Finding:
    """What happens to accounts is in the audit log, and nothing is there that this Mingus does not know."""
    known = {kind.__name__ for kind in happening.every_kind()}
    with around.database() as connection:
        if not chains.has_table(connection, "audit_log"):
            return failed("there is no table audit_log")
        found: set[str] = set()
        for household_id in schema.Tour(connection, seconds=SIGNS_SECONDS, with_system=True):
            found |= set(connection.execute(_EVENTS, {"household_id": household_id}).scalars())
    faults = [f"the audit log has {event}, which no Mingus writes" for event in sorted(found - known)]
    if not faults and not found & set(security_events.AUDITED):
        raise Missing("no evidence yet: nobody has signed in to this database")
    return judged(faults, f"{len(found)} kinds of events are in the audit log, all of them ours", kinds=len(found))


@database
def audit_log_is_whole_and_closed(around: Surroundings) -> Finding:
    """Every chain follows from its first line to its head, and neither application nor reader may change one."""
    return chains.audit_log(around)


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _faults(line: dict[str, Any] | None, name: str) -> Iterator[str]:
    if line is None:
        yield f"{name} is no JSON object"
        return
    wanted = OF_A_REQUEST if line.get("event") == "request" else OF_EVERY_LINE
    yield from (f"{name} has no {field}" for field in wanted if field not in line)


def _tail(path: Path) -> str:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL_BYTES))
        return file.read(TAIL_BYTES).decode(errors="replace")


BOXES = (
    Box(
        "14.1.1",
        "Every line of the log is one JSON object",
        all_of=(lines_are_json_and_hold_no_secret, a_request_is_found_again),
        passes="every line has ts, level and event, a request's also request_id, route and user_ref; no secret in one",
        fix="`.venv/bin/python -m mingus.rehearsal` prints what the application says; mend mingus/core/logs.py.",
        stages=DEPLOYED,
    ),
    Box(
        "14.1.2",
        "No log file can grow for ever",
        all_of=(no_file_grows_for_ever, digitalocean("GET /v2/apps/{id}", "its log goes to a place that rotates it")),
        passes="logs go to stdout, or to files with a largest size",
        fix="Take the handler out, or use a RotatingFileHandler with maxBytes.",
        stages=DEPLOYED,
    ),
    Box(
        "14.1.3",
        "Security events are said and known by name",
        all_of=(proven("14.1.3", EVENTS_TESTS), signs_are_in_the_audit_log),
        passes="each event of mingus/core/security_events.py is brought about by a test; the audit log has them",
        fix=f"`mingus evidence run 14.1.3 -- {EVENTS_TESTS}`; then sign in once.",
    ),
    Box(
        "14.1.4",
        "The audit log is whole and nobody can change it",
        all_of=(audit_log_is_whole_and_closed,),
        passes="every chain follows from its first line to its head; nobody may update, delete or truncate",
        fix="docs/runbooks/audit-chain-broken.md for a broken chain; `mingus db migrate` for the rights.",
    ),
)
