"""What needs the database, asked over one connection that can't write: first whether it answers, then the questions."""

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from mingus.ops.doctor.finding import Finding, State, ok, problem, warning
from mingus.ops.doctor.patient import Patient
from mingus.ops.doctor.questions import QUESTIONS, Connection, Question
from mingus.ops.postgres import server
from mingus.ops.postgres.binaries import OLDEST_MAJOR

CONNECT_SECONDS = 2
OPENING = "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '700ms'"
LOCAL_HOSTS = {"", "localhost", "127.0.0.1", "::1"}
CHECKING_MODES = {"verify-ca", "verify-full"}
NAME = "Database"


def examine(patient: Patient) -> list[Finding]:
    """The database and what only it knows. When it does not answer, the rest says that it was not looked at."""
    url = patient.database_url
    if not url:
        return [_stopped(patient), *_not_looked_at()]
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS, prepare_threshold=None)
    except psycopg.Error as error:
        return [_no_answer(patient, error), *_not_looked_at()]
    with connection:
        return [_database(url, connection), *(_asked(name, patient, connection) for name in QUESTIONS)]


def _stopped(patient: Patient) -> Finding:
    if patient.layout is None or not patient.layout.data.is_dir():
        return problem(NAME, "there is none yet", "mingus run makes it")
    if server.running_pid(patient.layout) is None:
        return problem(
            NAME, "the one of this home does not run", f"mingus run, or mingus db --home {patient.home} start"
        )
    return problem(NAME, "runs, but its passwords in the home's secrets are missing", "put secrets/database.env back")


def _no_answer(patient: Patient, error: psycopg.Error) -> Finding:
    if not patient.given_database and patient.layout and server.running_pid(patient.layout) is None:
        return _stopped(patient)
    said = f"does not let us in: {_reason(error)}"
    if patient.given_database:
        return problem(
            NAME, said, "compare DATABASE_URL with what your database's host shows; is its firewall open to us?"
        )
    logs = patient.layout.logs if patient.layout else patient.home
    return problem(NAME, said, f"read the newest file in {logs}")


def _database(url: str, connection: Connection) -> Finding:
    version = connection.info.server_version
    words = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version // 10000 < OLDEST_MAJOR:
        return problem(NAME, f"{words} is too old", f"move to PostgreSQL {OLDEST_MAJOR} or newer")
    host = connection.info.host if not connection.info.host.startswith("/") else ""
    if host in LOCAL_HOSTS:
        return ok(NAME, f"{words} answers on this machine")
    if not connection.pgconn.ssl_in_use:
        said = f"{words} at {host} answers without encryption"
        return problem(NAME, said, "add ?sslmode=verify-full&sslrootcert=FILE to DATABASE_URL")
    if conninfo_to_dict(url).get("sslmode") not in CHECKING_MODES:
        said = f"{words} at {host} answers encrypted, but nobody checks that it is the right one"
        return warning(NAME, said, "add ?sslmode=verify-full&sslrootcert=FILE to DATABASE_URL")
    return ok(NAME, f"{words} at {host} answers, encrypted and checked")


def _asked(name: str, patient: Patient, connection: Connection) -> Finding:
    try:
        return _answer(QUESTIONS[name], patient, connection)
    except errors.UndefinedTable:
        return warning(name, "not known before the schema is there", "mingus db migrate")
    except psycopg.Error as error:
        return problem(name, f"the database does not say: {_reason(error)}", "mingus db migrate, then ask again")


def _answer(question: Question, patient: Patient, connection: Connection) -> Finding:
    with connection.transaction():
        connection.execute(OPENING)
        return question(patient, connection)


def _not_looked_at() -> list[Finding]:
    return [Finding(name, State.WARNING, "not looked at, because the database does not answer") for name in QUESTIONS]


def _reason(error: psycopg.Error) -> str:
    """The first line of what libpq says: it names host and role, never the password."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
