"""Twenty questions that pages and programs ask all day, asked through the product's own code, with their plans.

Nothing here repeats a query of the product: its functions run, and what they send to PostgreSQL is taken down.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mingus import goals, identity, ledger
from mingus.core import clock
from mingus.core.db import GLOBAL, engine, transaction
from mingus.core.errors import NotFound
from mingus.core.events import AuditEntry
from mingus.core.ids import NIL, new_id
from mingus.core.jobs import WorkerHeartbeat
from mingus.core.tenancy import Member

BIG_ROWS: Final = 10_000
RUNS: Final = 3
CANDIDATES: Final = 25  # households among which the one with the most rows is asked about

Ask = Callable[[Session, Member], object]
_Sent = tuple[str, Any]

_ROWS: Final = text(
    "SELECT relname, greatest(reltuples, pg_stat_get_live_tuples(oid))::bigint FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
)
_MEMBERS: Final = text(
    "SELECT h.id, m.person_id, h.time_zone, h.currency FROM households h JOIN memberships m ON m.household_id = h.id"
    " ORDER BY h.created_at LIMIT :at_most"
)
_SIZE: Final = text("SELECT COALESCE(sum(count), 0) FROM account_days")
_IMPORT: Final = text("SELECT id FROM imports WHERE household_id = :household_id ORDER BY created_at DESC LIMIT 1")
_WAITING_JOBS: Final = text("SELECT queue_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' GROUP BY 1")


@dataclass(frozen=True, slots=True)
class Smoke:
    """How one question went. `statements` went to PostgreSQL for it, `milliseconds` is the whole of the fastest run.

    `scans` names tables of more than 10,000 rows that a plan reads from end to end; `error` is empty when all is well.
    """

    name: str
    milliseconds: float
    statements: int
    scans: tuple[str, ...]
    error: str

    @property
    def is_well(self) -> bool:
        return not (self.error or self.scans)


def _first_page(db: Session, member: Member) -> ledger.Page:
    return ledger.list_transactions(db, member, ledger.TransactionFilter())


def _next_page(db: Session, member: Member) -> object:
    older = _first_page(db, member).older
    return ledger.list_transactions(db, member, ledger.TransactionFilter(cursor=older))


def _preview(db: Session, member: Member) -> object:
    newest = db.scalar(_IMPORT, {"household_id": member.household_id})
    with suppress(NotFound):
        return ledger.preview_import(db, member, newest or new_id())
    return None


def _filtered(wanted: ledger.TransactionFilter) -> Ask:
    return lambda db, member: ledger.list_transactions(db, member, wanted)


def _year(ask: Callable[..., object]) -> Ask:
    def of_a_year(db: Session, member: Member) -> object:
        day = clock.today(member.time_zone)
        return ask(db, member, day - timedelta(days=365), day)

    return of_a_year


def _line(db: Session, member: Member) -> object:
    day = clock.today(member.time_zone)
    return ledger.net_worth_line(db, member, day - timedelta(days=365), day, 53)


def _tail(db: Session, member: Member) -> object:
    lines = select(AuditEntry.number, AuditEntry.event).where(AuditEntry.household_id == member.household_id)
    return db.execute(lines.order_by(AuditEntry.number.desc()).limit(50)).all()


def _in_transaction(ask: Ask) -> Callable[[Member], object]:
    def asked(member: Member) -> object:
        with transaction(member.household_id, read_only=True) as db:
            return ask(db, member)

    return asked


_LOOK_UPS: Final[Mapping[str, Callable[[Member], object]]] = {
    "sign-in: the person of an address": lambda _member: identity.find("nobody@mingus.invalid"),
    "session: who asks": lambda _member: identity.session_row(bytes(32), timedelta(days=1)),
    "token: the household of a refresh token": lambda _member: identity.household_of("nobody's"),
    "member: a person in a household": lambda member: identity.member(member.household_id, member.person_id),
}
_IN_TRANSACTION: Final[Mapping[str, Ask]] = {
    "accounts: the list": ledger.account_list,
    "accounts: groups and sums": ledger.accounts_overview,
    "transactions: the first page": _first_page,
    "transactions: the next page": _next_page,
    "transactions: search": _filtered(ledger.TransactionFilter(q="market")),
    "transactions: nobody has filed": _filtered(ledger.TransactionFilter(category_id="none")),
    "transactions: how many": lambda db, member: ledger.count_transactions(db, member, ledger.TransactionFilter()),
    "month: income, expenses, categories": lambda db, member: ledger.month_figures(
        db, member, clock.today(member.time_zone)
    ),
    "report: spending of a year": _year(ledger.spending),
    "report: months of a year": _year(ledger.month_totals),
    "first page: net worth and its line": _line,
    "imports: the list": ledger.list_imports,
    "imports: a preview": _preview,
    "goals: the list": goals.list_goals,
    "audit: the newest lines": _tail,
    "jobs: what waits and who works": lambda db, _member: (
        db.execute(_WAITING_JOBS).all(),
        db.execute(select(WorkerHeartbeat.name, WorkerHeartbeat.seen_at)).all(),
    ),
}
QUERIES: Final[Mapping[str, Callable[[Member], object]]] = {
    **_LOOK_UPS,
    **{name: _in_transaction(ask) for name, ask in _IN_TRANSACTION.items()},
}
"""The twenty, by name."""


def run(member: Member | None = None, *, runs: int = RUNS) -> tuple[Smoke, ...]:
    """Ask all twenty for `member`, or for somebody of the largest household there is. Reads only.

    The process must be connected (`core.db.connect`, which `core.command.prepare` does).
    """
    with transaction(GLOBAL, read_only=True) as db:
        rows = {row[0]: row[1] for row in db.execute(_ROWS)}
    asked_for = member or somebody()
    return tuple(_asked(name, ask, asked_for, rows, runs) for name, ask in QUERIES.items())


def percentile_95_ms(results: Sequence[Smoke]) -> float:
    """The time within which 95 of a hundred questions are answered."""
    times = sorted(result.milliseconds for result in results)
    return times[max(-(-95 * len(times) // 100) - 1, 0)] if times else 0.0


def somebody() -> Member:
    """A member of the household with the most rows among the oldest; of none at all when there is none."""
    with transaction(GLOBAL, read_only=True) as db:
        members = [Member(*row) for row in db.execute(_MEMBERS, {"at_most": CANDIDATES})]
    sizes: dict[UUID, int] = {}
    for member in members:
        with transaction(member.household_id, read_only=True) as db:
            sizes[member.household_id] = int(db.scalar(_SIZE) or 0)
    return max(members, key=lambda member: sizes[member.household_id], default=Member(new_id(), NIL))


def _asked(name: str, ask: Callable[[Member], object], member: Member, rows: Mapping[str, int], runs: int) -> Smoke:
    times: list[float] = []
    noted: list[_Sent] = []
    try:
        with _noting(engine(), noted):
            for _ in range(runs):
                noted.clear()
                times.append(_milliseconds(ask, member))
        with transaction(member.household_id, read_only=True) as db:
            scans = {table for sent in noted for table in _scans(db.connection(), sent, rows)}
    except DBAPIError as error:
        return Smoke(name, min(times, default=0.0), len(noted), (), str(error.orig).partition("\n")[0])
    return Smoke(name, min(times), len(noted), tuple(sorted(scans)), "")


def _milliseconds(ask: Callable[[Member], object], member: Member) -> float:
    """How long an answer takes, also where the answer is that there is nothing: a database without people."""
    started = time.perf_counter()
    with suppress(NotFound):
        ask(member)
    return (time.perf_counter() - started) * 1000


@contextmanager
def _noting(on: Engine, noted: list[_Sent]) -> Iterator[None]:
    """Takes down in `noted` every query that goes through `on` inside the block."""

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            noted.append((statement, parameters))

    event.listen(on, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(on, "before_cursor_execute", note)


def _scans(connection: Connection, sent: _Sent, rows: Mapping[str, int]) -> Iterator[str]:
    """Big tables that the plan of this query reads from end to end."""
    statement, parameters = sent
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    for node in _nodes(plan[0]["Plan"]):
        table = str(node.get("Relation Name", ""))
        if node["Node Type"] == "Seq Scan" and rows.get(table, 0) > BIG_ROWS:
            yield table


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)
