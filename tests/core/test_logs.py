"""What a log line says, and what it never says. Each test runs a process of its own and reads what it wrote."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BEGIN = "import logging, structlog; from mingus.core import logs; logs.configure(); log = structlog.get_logger()\n"
HOSTILE = ["a\r\nb", "\x1b[31mred", "\u2028", "\u2029", "\x85", "\x9b31m", "\ud800", "\x7f", "é", '"}\n{"level": "x']
PERSONAL = [
    "password,Authorization,access_token,refresh_token,set_cookie,secret_key,csrf_token,email,first_name,file_name",
    "amount,amount_minor,balance,payee,payee_name,bank_description,memo,note,account_number,iban,address",
]


def written_by(program: str) -> str:
    """What a program with our logs writes to stderr."""
    ran = subprocess.run([sys.executable, "-c", BEGIN + program], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout == b""
    return ran.stderr.decode("ascii")


def lines_of(program: str) -> list[dict[str, Any]]:
    """Every line the program logs, as JSON."""
    return [json.loads(line) for line in written_by(program).splitlines()]


def test_an_event_is_one_object_with_its_level_and_moment() -> None:
    (line,) = lines_of("log.info('import read', rows=3)")
    assert (line["event"], line["level"], line["rows"]) == ("import read", "info", 3)
    assert line["ts"].endswith("Z")


def test_whatever_a_text_holds_it_stays_on_one_plain_line() -> None:
    """Line ends of every kind, terminal colours, half characters: none of them leaves its quotation marks."""
    said = written_by(f"for text in {HOSTILE!a}:\n    log.info('event', route=text)")
    assert all(character.isprintable() or character == "\n" for character in said)
    assert [json.loads(line)["route"] for line in said.splitlines()] == HOSTILE


def test_secrets_and_personal_fields_are_removed_however_deep() -> None:
    names = ",".join(PERSONAL).split(",")
    program = f"for name in {names}:\n    log.info('event', **{{name: 'hush'}}, more={{'deep': [{{name: 'hush'}}]}})"
    lines = lines_of(program)
    assert [line[name] for line, name in zip(lines, names, strict=True)] == ["[removed]"] * len(names)
    assert "hush" not in str(lines)


def test_ids_and_counts_are_kept() -> None:
    kept = {"import_id": "a", "rows": 2, "file_bytes": 9, "route": "/accounts", "job": "j", "status": 200}
    (line,) = lines_of(f"log.info('event', **{kept})")
    assert {key: line[key] for key in kept} == kept


def test_an_error_tells_its_kind_and_place_and_not_what_it_was_about() -> None:
    (line,) = lines_of(
        "def divide(value):\n    int(value)\n"
        "try:\n    divide('alice@example.com')\nexcept ValueError as error:\n    log.error('failed', exc_info=error)"
    )
    assert "ValueError" in line["exception"]
    assert "in divide" in line["exception"]
    assert "alice" not in str(line)


def test_what_the_database_says_about_a_row_stays_out() -> None:
    """PostgreSQL quotes the row that broke a rule, and SQLAlchemy the statement's values."""
    (line,) = lines_of(
        "from sqlalchemy.exc import IntegrityError\n"
        "from psycopg.errors import UniqueViolation\n"
        "cause = UniqueViolation('Key (email_key)=(alice@example.com) already exists.')\n"
        "try:\n    raise IntegrityError('INSERT', {'email': 'alice@example.com'}, cause) from cause\n"
        "except IntegrityError as error:\n    log.error('failed', exc_info=error)"
    )
    assert "psycopg.errors.UniqueViolation: 23505" in line["exception"]
    assert "IntegrityError" in line["exception"]
    assert "alice" not in str(line)


def test_a_mistake_in_the_program_keeps_its_words() -> None:
    (line,) = lines_of(
        "try:\n    None.upper()\nexcept AttributeError as error:\n    log.error('failed', exc_info=error)"
    )
    assert "has no attribute 'upper'" in line["exception"]


def test_libraries_log_the_same_way() -> None:
    lines = lines_of(
        "logging.getLogger('some.library').warning('two\\nlines of %s', 'words')\n"
        "try:\n    int('alice@example.com')\n"
        "except ValueError:\n    logging.getLogger('some.library').exception('it failed')\n"
        "logging.getLogger('some.library').info('chatter')"
    )
    assert [(line["logger"], line["level"], line["event"]) for line in lines] == [
        ("some.library", "warning", "two\nlines of words"),
        ("some.library", "error", "it failed"),
    ]
    assert "alice" not in str(lines)


def test_every_line_of_a_request_carries_its_id_and_not_what_was_asked() -> None:
    lines = lines_of(
        "from mingus.core import settings, web\n"
        "keys = {'SECRET_KEY': 'a' * 32, 'JWT_SECRET_KEY': 'b' * 32, 'FIELD_ENCRYPTION_KEY': 'c' * 32}\n"
        "app = web.create('mingus', settings.load({**keys, 'DATABASE_URL': 'postgresql://nobody@127.0.0.1/none',"
        "'TRUSTED_PROXIES': '1'}))\n"
        "app.add_url_rule('/api/x', view_func=lambda: (log.info('inside'), 'x')[1])\n"
        "app.test_client().get('/api/x?email=alice@example.com', headers={'X-Request-Id': 'a1b2c3d4-e5f6'})"
    )
    inside, request = lines
    assert inside["request_id"] == request["request_id"] == "a1b2c3d4-e5f6"
    assert (request["event"], request["route"], request["status"]) == ("request", "/api/x", 200)
    assert "alice" not in str(lines)
