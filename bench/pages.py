"""What a signed-in request costs the web process, in one thread without a network; and what a page weighs."""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from bench import floors
from bench.installation import connect, sign_in
from bench.measuring import cpu_each, cpu_in_turn
from mingus import goals, ledger
from mingus.core import db
from mingus.core.assets.manifest import Manifest
from mingus.core.assets.serving import DIST
from mingus.core.tenancy import Member
from mingus.dashboard import rules, service
from mingus.goals.schemas import GoalDraft

GOALS = (("Emergency fund", "5000"), ("First home", "60000"), ("A summer in Lisbon", "2400"))
PAGES = {"dashboard": "/", "list": "/transactions", "json": "/api/financial/transactions?limit=50"}


def add_goals(household_id: str, person_id: str) -> None:
    """What a household has on its first page beside its money."""
    connect(os.environ)
    member = Member(UUID(household_id), UUID(person_id))
    with db.transaction(member.household_id) as session:
        for title, amount in GOALS:
            goals.create(session, member, GoalDraft.model_validate({"title": title, "target_amount": amount}))


def requests(household_id: str, person_id: str) -> dict[str, dict[str, float]]:
    """CPU seconds, statements and bytes of each page of this household; against a canned page and work by hand."""
    ask = _browser(Member(UUID(household_id), UUID(person_id)))
    canned = floors.canned_page()
    found = {"canned": {"cpu_seconds": cpu_each(canned), "trips": 0, "page_bytes": 0}}
    for name, path in PAGES.items():
        body = ask(path)
        with _counted() as trips:
            ask(path)
        cpu_seconds = cpu_each(lambda path=path: ask(path))  # type: ignore[misc]  # bound now, on purpose
        found[name] = {"cpu_seconds": cpu_seconds, "trips": len(trips), "page_bytes": len(body)}
    whose = household_id, person_id
    page, answer = partial(ask, PAGES["dashboard"]), partial(ask, PAGES["json"])
    finished = gzip.decompress(page())
    found["page_by_hand"] = _in_turn(page, floors.page_by_hand(*whose, _asked_by_the_first_page(*whose), finished))
    found["by_hand"] = _in_turn(answer, floors.json_by_hand(*whose))
    return found


def _in_turn(ours: Callable[[], object], floor: Callable[[], object]) -> dict[str, float]:
    seconds = cpu_in_turn([ours, floor])
    return {"times": seconds[0] / seconds[1], "floor_seconds": seconds[1]}


def _asked_by_the_first_page(household_id: str, person_id: str) -> list[floors.Asked]:
    member = Member(UUID(household_id), UUID(person_id))
    asked = service.asked(member, rules.wanted(datetime.now(UTC).date(), "", ""))
    return [(statement.sql, {**statement.constants, **values}) for statement, values in asked]


def dashboards(households: str) -> list[float]:
    """CPU seconds of the first page of each household in turn, in one process; `households` is JSON of ids."""
    asks = [_browser(Member(UUID(who["household_id"]), UUID(who["person_id"]))) for who in json.loads(households)]
    return cpu_in_turn([partial(ask, "/") for ask in asks])


def report(household_id: str, person_id: str) -> dict[str, float]:
    """CPU seconds of the category report of the last 12 months, of the same by plain SQL, and of plain rows."""
    connect(os.environ)
    member = Member(UUID(household_id), UUID(person_id))
    until = datetime.now(UTC).date()
    since = (until - timedelta(days=334)).replace(day=1)
    with db.transaction(member.household_id, read_only=True) as session:
        service = cpu_each(lambda: ledger.spending(session, member, since, until))
    with floors.plain_connection() as connection:
        connection.execute("SELECT set_config('app.household_id', %s, false)", [household_id])
        plain = cpu_each(floors.query(connection, floors.SPENDING, household_id, since, until))
        rows = cpu_each(floors.query(connection, floors.NEWEST, household_id))
    return {"service": service, "plain": plain, "rows": rows}


def weights() -> dict[str, int]:
    """Bytes on the wire of what a page loads besides itself, by kind, as browsers get them."""
    files = Manifest.read(DIST).files
    sent = {name: _sent_bytes(DIST / known.file) for name, known in files.items()}
    return {
        "script": sent["main.ts"],
        "style": sent["app.css"],
        "fonts": sum(size for name, size in sent.items() if name.endswith(".woff2")),
        "icons": sent["icons.svg"],
    }


def _sent_bytes(file: Path) -> int:
    """As browsers get it: Brotli where there is such a file beside it."""
    brotli = file.with_name(f"{file.name}.br")
    return (brotli if brotli.exists() else file).stat().st_size


def _browser(member: Member) -> Callable[[str], bytes]:
    """A client that is signed in and fetches a whole page."""
    from mingus.wsgi import app

    cookie = sign_in(member)
    client = app.test_client()
    client.set_cookie("session", cookie)

    def ask(path: str) -> bytes:
        answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        assert answer.status_code == 200, (path, answer.status_code)
        body: bytes = answer.data
        return body

    return ask


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Every statement sent to the database while the block lasts; BEGIN and COMMIT are statements of ours."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    yield sent
    event.remove(db.engine(), "before_cursor_execute", note)
