"""The least that the same work can cost in Python on this machine: no checks, no duplicates found, nothing decided."""

import csv
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

SPENDING = """
    SELECT m.month_on, c.id, c.name, sum(m.out_minor - m.in_minor)
      FROM category_months m JOIN categories c ON c.household_id = m.household_id AND c.id = m.category_key
     WHERE m.household_id = %s AND m.month_on BETWEEN %s AND %s AND c.kind = 'expense'
     GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC
"""
NEWEST = """
    SELECT id, account_id, posted_on, amount_minor, currency, bank_description, note, status, category_id
      FROM transactions WHERE household_id = %s AND deleted_at IS NULL ORDER BY posted_on DESC, id DESC LIMIT 50
"""
SESSION = """
    SELECT p.id, p.email, p.first_name_sealed, m.household_id, m.role, h.time_zone, h.currency, k.kid, k.wrapped,
           s.seen_at
      FROM sessions s JOIN people p ON p.id = s.person_id
      JOIN memberships m ON m.person_id = p.id AND m.household_id = s.household_id
      JOIN households h ON h.id = m.household_id
      LEFT JOIN data_keys k ON k.owner_kind = 'person' AND k.owner_id = p.id
     WHERE s.person_id = %s LIMIT 1
"""
NAMED = """
    SELECT t.id, t.account_id, t.currency, t.amount_minor, t.posted_on, t.bank_description, t.note, t.category_id,
           t.is_split, t.transfer_id, t.status, t.created_at, t.deleted_at, a.name, p.name, c.name, oa.name
      FROM transactions t
      LEFT JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
      LEFT JOIN payees p ON p.household_id = t.household_id AND p.id = t.payee_id
      LEFT JOIN categories c ON c.household_id = t.household_id AND c.id = t.category_id
      LEFT JOIN transactions o ON o.household_id = t.household_id AND o.transfer_id = t.transfer_id AND o.id <> t.id
      LEFT JOIN accounts oa ON oa.household_id = o.household_id AND oa.id = o.account_id
     WHERE t.household_id = %s AND t.deleted_at IS NULL ORDER BY t.posted_on DESC, t.id DESC LIMIT 51
"""
_TAG = re.compile(r"<([A-Z]+)>([^<\n]*)")

Row = tuple[str, str, int]
Asked = tuple[str, Mapping[str, Any]]


def tokenize(folder: str) -> int:
    """Take every file of the folder apart with the standard library alone; how many rows."""
    return sum(sum(1 for _ in _rows(path)) for path in sorted(Path(folder).iterdir()))


def copy_plain(folder: str) -> int:
    """The same, and COPY into a table without any key or index."""
    with plain_connection() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (day date, said text, minor bigint)")
        with cursor.copy("COPY plain FROM STDIN") as copy:
            for path in sorted(Path(folder).iterdir()):
                for row in _rows(path):
                    copy.write_row(row)
        return cursor.rowcount


def plain_connection() -> "psycopg.Connection[tuple[object, ...]]":
    """psycopg alone, on the same database."""
    return psycopg.connect(os.environ["DATABASE_URL"].replace("+psycopg", "", 1))


def query(connection: "psycopg.Connection[tuple[object, ...]]", text: str, *values: object) -> Callable[[], object]:
    """A call that sends this query and fetches its rows."""
    return lambda: connection.execute(text.encode(), values).fetchall()


def canned_page() -> Callable[[], object]:
    """A call that asks Flask for a page that is always the same."""
    from flask import Flask

    app = Flask("canned")
    app.add_url_rule("/", "index", lambda: "<!doctype html><title>Canned</title>" + "x" * 20_000)
    return lambda: app.test_client().get("/").data


def json_by_hand(household_id: str, person_id: str) -> Callable[[], object]:
    """A call that answers 50 rows with nothing around it: Flask, plain psycopg, the same four statements, orjson."""
    import orjson
    from flask import Flask

    app, connection = Flask("by hand"), plain_connection()
    connection.autocommit = True

    def index() -> tuple[bytes, dict[str, str]]:
        connection.execute(SESSION.encode(), [person_id]).fetchone()
        connection.execute(f"BEGIN; SELECT set_config('app.household_id', '{household_id}', true)".encode())
        rows = connection.execute(NAMED.encode(), [household_id]).fetchall()
        connection.execute("COMMIT")
        return orjson.dumps(rows), {"Content-Type": "application/json"}

    app.add_url_rule("/", "index", index)
    return lambda: app.test_client().get("/").data


def page_by_hand(household_id: str, person_id: str, asked: Sequence[Asked], page: bytes) -> Callable[[], object]:
    """A call that sends what a page asks, in one go by plain psycopg, and answers a page that is finished already."""
    from flask import Flask

    app, connection = Flask("page by hand"), plain_connection()
    connection.autocommit = True
    naming = "SELECT set_config('app.household_id', %s, true), set_config('app.person_id', %s, true)"

    def index() -> tuple[bytes, dict[str, str]]:
        connection.execute(SESSION.encode(), [person_id]).fetchone()
        with connection.pipeline():
            connection.execute("BEGIN READ ONLY")
            connection.execute(naming, [household_id, person_id])
            answers = [connection.execute(sql.encode(), values) for sql, values in asked]
            connection.execute("COMMIT")
        assert all(answer.fetchall() is not None for answer in answers)
        packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        packed = packer.compress(page) + packer.flush()
        return packed, {"Content-Type": "text/html", "Content-Encoding": "gzip"}

    app.add_url_rule("/", "index", index)
    return lambda: app.test_client().get("/").data


def _rows(path: Path) -> Iterator[Row]:
    return _csv(path) if path.suffix == ".csv" else _ofx(path)


def _csv(path: Path) -> Iterator[Row]:
    with path.open(newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for day, said, amount, _ in reader:
            yield day, said, int(amount.replace(".", ""))


def _ofx(path: Path) -> Iterator[Row]:
    with path.open() as file:
        for line in file:
            if line.startswith("<STMTTRN>"):
                fields = dict(_TAG.findall(line))
                yield fields["DTPOSTED"], fields["NAME"], int(fields["TRNAMT"].replace(".", ""))
