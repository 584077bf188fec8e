"""What a log line says, and what it never says. Each test runs a process of its own and reads what it wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mingus.core.settings import Settings
from tests.conftest import SECRETS

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


def test_a_line_of_a_request_says_where_who_and_how_long() -> None:
    (line,) = lines_of(
        "from uuid import UUID\n"
        "from mingus.core import security, settings, web\n"
        "keys = {'SECRET_KEY': 'a' * 32, 'JWT_SECRET_KEY': 'b' * 32, 'FIELD_ENCRYPTION_KEY': 'c' * 32}\n"
        "known = settings.load({**keys, 'DATABASE_URL': 'postgresql://nobody@127.0.0.1/none'})\n"
        "who = security.Principal(UUID(int=7), UUID(int=8), 's', False, 'UTC', 'USD', 'Canary', 'canary@example.com')\n"
        "app = web.create('mingus', known)\n"
        "security.install(app, known, lambda _: who)\n"
        "app.add_url_rule('/x/<int:n>', view_func=lambda n: security.principal() and 'x')\n"
        "app.test_client().get('/x/4711')"
    )
    assert {"ts", "level", "event", "request_id", "route", "user_ref", "duration_ms", "status"} <= line.keys()
    assert (line["route"], line["status"], line["method"]) == ("/x/<int:n>", 200, "GET")
    assert len(line["user_ref"]) == 16
    assert "canary" not in str(line).lower()
    assert "/x/4711" not in str(line)


def test_a_reference_to_a_person_is_the_same_in_every_process_with_the_key() -> None:
    program = (
        "from uuid import UUID\nlogs.configure(secret={!r})\nlog.info('event', user_ref=logs.user_ref(UUID(int=7)))"
    )
    first, again, other = (lines_of(program.format(secret))[0]["user_ref"] for secret in ("a", "a", "b"))
    assert first == again != other


def test_the_redaction_comes_first_so_that_nothing_later_sees_a_secret() -> None:
    from mingus.core import logs

    assert logs.CHAIN[0] is logs.redact


def test_canaries_never_reach_a_line_by_whatever_way() -> None:
    """In a field, a text, a library's warning, an error's words, the context of a request, a Python warning."""
    said = written_by(
        "import warnings\n"
        "canaries = ['postgresql://mingus:canary@db/x', 'Bearer canary', 'canary@example.com', '4242 4242 4242 4242',\n"
        "            '/x?q=canary', 'password=canary', 'DE89370400440532013000', '00112233445566']\n"
        "for canary in canaries:\n"
        "    log.info('said ' + canary, detail=canary, password='canary', card_number='4242')\n"
        "    logging.getLogger('library').warning('said %s', canary)\n"
        "    warnings.warn('said ' + canary)\n"
        "    structlog.contextvars.bind_contextvars(detail=canary)\n"
        "    log.info('with a context')\n"
        "    try:\n        raise TypeError('could not use ' + canary)\n"
        "    except TypeError as error:\n        log.error('failed', exc_info=error)"
    )
    assert not [word for word in ("canary", "4242", "DE8937", "00112233") if word in said]
    assert said.count("[removed]") > 40


def test_what_ends_the_process_is_a_line_too() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BEGIN + "logs.speak_to_the_end()\nint('canary@example.com')"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    (line,) = [json.loads(text) for text in ran.stderr.splitlines()]
    assert ran.returncode == 1
    assert (line["event"], line["level"]) == ("process ended", "critical")
    assert "canary" not in str(line)


def test_web_and_worker_write_to_stdout_and_to_no_file(configuration: Settings) -> None:
    program = "from mingus.app import write_logs; from mingus.core import settings; import os\n"
    program += "write_logs(settings.load(os.environ)); log.info('event')\n"
    program += "import sys; sys.stderr.write(repr([type(h).__name__ for h in logging.getLogger().handlers]))"
    ran = subprocess.run(
        [sys.executable, "-c", BEGIN + program],
        cwd=ROOT,
        env={**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url},
        capture_output=True,
        check=True,
    )
    assert json.loads(ran.stdout)["event"] == "event"
    assert ran.stderr == b"['StreamHandler']"
