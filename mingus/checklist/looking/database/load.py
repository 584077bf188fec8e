"""Whether the database answers, is one we know, and has room for everybody who wants to connect."""

import time
from typing import Final

from mingus.checklist.looking.database.asking import asking
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA
from mingus.ops import schema

OLDEST_MAJOR, NEWEST_MAJOR = 15, 18
ANSWER_SECONDS: Final = 2.0
MAX_PERCENT: Final = 80
MAX_WAITING_SECONDS: Final = 60
WORKER_CONNECTIONS: Final = 10
"""What the worker keeps: five for jobs, four for the queue, one that listens for new ones."""


def database_answers(around: Surroundings) -> Finding:
    """It lets us in, answers, and is a PostgreSQL that Mingus is tested on, all within two seconds."""
    began = time.monotonic()
    with asking(around) as connection:
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    return judged(
        answer_faults(version, time.monotonic() - began), f"PostgreSQL {version // 10000} answers", version=version
    )


def answer_faults(version: int, seconds: float) -> list[str]:
    """What is wrong with a server of this version that took this long to connect and answer."""
    faults = []
    if not OLDEST_MAJOR <= version // 10000 <= NEWEST_MAJOR:
        faults.append(f"PostgreSQL {version // 10000} is none of {OLDEST_MAJOR} to {NEWEST_MAJOR}")
    if seconds > ANSWER_SECONDS:
        faults.append(f"it took {seconds:.1f} seconds to answer, more than {ANSWER_SECONDS:g}")
    return faults


def connections_have_room(around: Surroundings) -> Finding:
    """At most 80 of a hundred connections that Mingus could have are in use."""
    with asking(around) as connection:
        found = schema.connections(connection)
    return judged(
        crowded(found), f"{found.used} of {found.limit} connections are in use", used=found.used, limit=found.limit
    )


def crowded(found: schema.Connections) -> list[str]:
    """The fault of a server whose connections are nearly all taken."""
    if 100 * found.used > MAX_PERCENT * found.limit:
        return [f"{found.used} of {found.limit} connections are in use, more than {MAX_PERCENT} %"]
    return []


def pool_fits_the_server(around: Surroundings) -> Finding:
    """All web processes and the worker together want at most 80 % of what the server gives."""
    processes, size = _number(around, "WEB_WORKERS"), _number(around, "DATABASE_POOL_SIZE")
    with asking(around) as connection:
        limit = schema.connections(connection).limit
    wanted = processes * size + WORKER_CONNECTIONS
    words = f"{processes} processes with {size} connections each and the worker's {WORKER_CONNECTIONS}"
    faults = (
        [f"{words} are {wanted}, more than {MAX_PERCENT} % of {limit}"] if 100 * wanted > MAX_PERCENT * limit else []
    )
    return judged(faults, f"{words} are {wanted} of {limit}", wanted=wanted, limit=limit)


def nobody_waits_long(around: Surroundings) -> Finding:
    """No statement runs and no transaction lies idle for more than a minute."""
    with asking(around) as connection:
        load = schema.load(connection)
    words = "no statement and no transaction hangs"
    return judged(hanging(load), words, waiting_locks=load.waiting_locks, deadlocks=load.deadlocks)


def hanging(load: schema.Load) -> list[str]:
    """What has been going on for longer than a minute; whoever waits for a lock is among the statements."""
    lasting = {
        "a statement has been running": load.longest_query_seconds,
        "a transaction has been idle": load.longest_idle_in_transaction_seconds,
    }
    return [f"{what} for {seconds:.0f} seconds" for what, seconds in lasting.items() if seconds > MAX_WAITING_SECONDS]


def _number(around: Surroundings, name: str) -> int:
    """A setting's value, or what the program takes without one."""
    given = around.environ.get(name) or next(str(each.default) for each in SCHEMA if each.name == name)
    if not given.isdigit() or not int(given):
        raise NoAnswer(f"{name} is not a number from 1")
    return int(given)
