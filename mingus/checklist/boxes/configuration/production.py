"""2.4: what production is configured to be: its values, its connections, its logs, its errors."""

import ast
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingus.checklist.box import Box, configuration, database, static
from mingus.checklist.looking.database import asking
from mingus.checklist.looking.environment import effective, faults_of
from mingus.checklist.proof import unbuilt, vendor
from mingus.checklist.rules import DEPLOYED, Finding, Kind, Stage, failed, judged, looked_at
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA, Setting, plain_values

REFUSED = 78
VALUES = "config/production.py"
DATABASE_CODE = "mingus/core/db.py"
OF_THE_HOST = frozenset({"MINGUS_HOME", "MINGUS_DEBUG", "PORT"})
"""What a host decides: their defaults do everywhere."""
MAX_RECYCLE_SECONDS, MAX_CONNECT_SECONDS = 3600, 10
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
ANSWER_SECONDS = 1.0
STDOUT = "<stdout>"
CANARY = "canary"
STATUSES = (400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503)


@static
def production_has_its_values(around: Surroundings) -> Finding:
    """Every setting has a value of production's own, or must come from the environment, or is left out safely."""
    around.tree.read(VALUES)
    try:
        values = plain_values.read("production", around.tree.root / "config")
    except ValueError as error:
        return failed(f"{VALUES} {error}")
    wanted = [setting.name for setting in SCHEMA if _needs_a_value(setting)]
    faults = [f"{name} has no value in {VALUES}" for name in wanted if name not in values]
    required = sum("production" in setting.required_in for setting in SCHEMA)
    return looked_at(len(wanted), faults, f"{len(values)} values in {VALUES}, {required} required from the environment")


@configuration
def it_boots_or_names_what_is_missing(around: Surroundings) -> Finding:
    """It starts with everything set; with nothing set it ends and lists all that it needs."""
    return judged(empty_faults(around.booted["empty"]), "boots when all is set; names all that is not")


@configuration
def connections_are_limited(around: Surroundings) -> Finding:
    """The pool has an end and renews itself, and nobody waits for ever on the database."""
    pool = around.booted["pool"]
    words = f"{pool['size']} connections, renewed after {pool['recycle_seconds']} s, with every time limit set"
    return judged(pool_faults(pool), words)


@configuration
def a_dead_connection_is_replaced(around: Surroundings) -> Finding:
    """Beginning a transaction on a connection that died in the pool is tried once more, on a new one."""
    seen = list(_answers_to_dead_connections(around.tree.module(DATABASE_CODE)))
    faults = [] if any(seen) else [f"{DATABASE_CODE} does not begin anew when a connection had died in the pool"]
    return judged(faults, f"{DATABASE_CODE} begins anew on a new connection, {len(seen)} ways")


@database
def a_question_is_answered_at_once(around: Surroundings) -> Finding:
    """Once connected, the smallest question takes less than a second."""
    with asking(around) as connection:
        began = time.monotonic()
        connection.exec_driver_sql("SELECT 1")
        seconds = time.monotonic() - began
    return judged(answer_faults(seconds), f"answered within {ANSWER_SECONDS:g} second")


@configuration
def logs_are_for_production(around: Surroundings) -> Finding:
    """Lines of JSON on stdout from INFO on, from which a secret is gone before anything else happens."""
    booted = around.booted
    faults = [*log_faults(booted["log"]), *line_faults(booted["said"])]
    if around.stage is not Stage.LOCAL and effective(around, "LOG_LEVEL") == "DEBUG":
        faults.append("LOG_LEVEL is DEBUG at this stage")
    words = f"JSON on stdout from INFO on, no secret in {len(booted['said'])} lines about secrets"
    return judged(faults, words, lines=len(booted["said"]))


@configuration
def every_error_has_an_answer(around: Surroundings) -> Finding:
    """Each status that can go wrong, and what nobody thought of, is answered by us."""
    return judged(handler_faults(around.booted), f"{len(STATUSES)} statuses and the unforeseen are answered")


@configuration
def reports_of_errors_have_an_address(around: Surroundings) -> Finding:
    """SENTRY_DSN can be read as what it is."""
    around.setting("SENTRY_DSN")
    return judged(faults_of(around, "SENTRY_DSN"), "SENTRY_DSN is an address with a key and a project")


def empty_faults(empty: Mapping[str, Any]) -> list[str]:
    """What is wrong with the refusal of an empty environment."""
    if empty["exit_code"] != REFUSED:
        return [f"an empty environment ends with exit code {empty['exit_code']}, not {REFUSED}"]
    faults = [] if empty["required"] else ["production requires nothing of its environment"]
    return faults + [
        f"the refusal does not name {name}" for name in empty["required"] if f"{name}:" not in empty["words"]
    ]


def pool_faults(pool: Mapping[str, Any]) -> list[str]:
    """What a pool of connections lacks."""
    limited = dict(re.findall(r"-c (\w+)=(\d+)", pool["options"]))
    faults = [] if pool["kind"] == "QueuePool" else [f"connections are kept by a {pool['kind']}"]
    if not 0 < pool["recycle_seconds"] <= MAX_RECYCLE_SECONDS:
        faults.append(f"connections are renewed after {pool['recycle_seconds']} seconds")
    if not 0 < pool["connect_seconds"] <= MAX_CONNECT_SECONDS:
        faults.append(f"connecting may take {pool['connect_seconds']} seconds")
    if pool["overflow"] != 0:
        faults.append("the pool may grow beyond its size")
    return faults + [f"{name} is not set" for name in LIMITS if not int(limited.get(name, 0))]


def answer_faults(seconds: float) -> list[str]:
    """The fault of a database that took this long for the smallest question."""
    return [f"SELECT 1 took {seconds:.1f} seconds"] if seconds >= ANSWER_SECONDS else []


def log_faults(log: Mapping[str, Any]) -> list[str]:
    """What is wrong with where logs go, from which level on, and with what is done to a line first."""
    faults = [] if log["own_level"] == "INFO" else [f"our own logs start at {log['own_level']}, not INFO"]
    faults += [] if log["own_stream"] == STDOUT else ["our own logs do not go to stdout"]
    faults += [] if log["handlers"] else ["libraries' logs go nowhere"]
    faults += [f"logs go to {handler}" for handler in log["handlers"] if handler != f"StreamHandler:{STDOUT}"]
    return faults + ([] if log["first"] == "redact" else ["secrets are not removed first"])


def line_faults(lines: Sequence[str]) -> list[str]:
    """What is wrong with the lines that were written about secrets."""
    faults = [] if lines else ["nothing is logged at all"]
    faults += ["a secret stands in a log line" for line in lines if CANARY in line]
    return faults + ["a log line is not JSON with event and level" for line in lines if not _is_event(line)]


def handler_faults(booted: Mapping[str, Any]) -> list[str]:
    """What goes wrong without an answer of ours."""
    faults = [f"nothing answers {status}" for status in STATUSES if status not in booted["handled"]]
    return faults + ([] if "Exception" in booted["handled_classes"] else ["nothing answers an unforeseen error"])


def _needs_a_value(setting: Setting) -> bool:
    """Whether a default that suits a developer would be taken silently: vendors' own addresses suit everybody."""
    return (
        not setting.secret
        and bool(setting.default)
        and "production" not in setting.required_in
        and setting.name not in OF_THE_HOST
        and not setting.default.startswith("https://")
    )


def _answers_to_dead_connections(module: ast.Module) -> Iterator[bool]:
    """For each handler of a lost connection, whether anything is done after it was recognised."""
    for node in ast.walk(module):
        if isinstance(node, ast.ExceptHandler):
            names = [each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)]
            if "connection_invalidated" in names:
                yield bool({"connect", "send"} & set(names))


def _is_event(line: str) -> bool:
    try:
        found = json.loads(line)
    except ValueError:
        return False
    return isinstance(found, dict) and {"event", "level", "ts"} <= set(found)


BOXES = (
    Box(
        "2.4.1",
        "Production has values of its own, and boots",
        all_of=(production_has_its_values, it_boots_or_names_what_is_missing),
        passes="every setting has a value or comes from the environment; boots with all set; names all when empty",
        fix=f"Add the named settings to {VALUES}; `mingus config check --env production` says what is missing.",
    ),
    Box(
        "2.4.2",
        "Connections to the database are bounded in time",
        all_of=(connections_are_limited, a_dead_connection_is_replaced, a_question_is_answered_at_once),
        passes="pool bounded and renewed, dead connections replaced, every time limit set; the database answers in 1 s",
        fix="The DATABASE_… settings in config/production.py; `mingus doctor` asks the database itself.",
    ),
    Box(
        "2.4.3",
        "Logs are JSON, and hold no secret",
        all_of=(logs_are_for_production,),
        passes="JSON on stdout from INFO on, secrets removed first, and a secret that was logged is not to be found",
        fix="`logs.configure` in mingus/core/logs.py, and LOG_LEVEL where Mingus runs.",
    ),
    Box(
        "2.4.4",
        "Errors are answered, and somebody hears of them",
        all_of=(
            every_error_has_an_answer,
            reports_of_errors_have_an_address,
            unbuilt(Kind.CONFIGURATION, "reports of errors to Sentry, scrubbed of people's data"),
            vendor("SENTRY_DSN", "the DSN's host POST /api/PROJECT/envelope/", "an envelope of a test is accepted"),
        ),
        passes="handlers for every status; SENTRY_DSN can be read and takes a report; reports hold nobody's data",
        fix="Set SENTRY_DSN where Mingus runs; the handlers are in mingus/core/error_pages.py.",
        stages=DEPLOYED,
    ),
)
