"""`mingus run`: database, schema, web and worker, in order, until told to stop; then back, in the opposite order."""

import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mingus.core.errors import ConfigurationError, Unavailable
from mingus.ops import home, ports, programs, secrets
from mingus.ops.children import Child, Program
from mingus.ops.guard import Guard
from mingus.ops.postgres import Cluster, KeptCluster
from mingus.ops.postgres.as_root import CLOSED_FOLDER, make_folder
from mingus.ops.postgres.locks import FileLock, waiting_for
from mingus.ops.processes import lives
from mingus.ops.progress import Progress
from mingus.ops.supervisor import Stop, Supervisor

PREVIOUS_RUN_SECONDS = 40.0
ANSWER_SECONDS = 3.0


def _both(environ: Mapping[str, str], host: str, port: int) -> list[Program]:
    return [programs.worker(environ), programs.web(environ, host, port)]


def _bring_up_to_date(url: str) -> str:
    from mingus.ops import reference  # of a package above, which nothing else here needs

    return reference.upgrade(url)


@dataclass(frozen=True)
class Run:
    """What to run. The callables are the seams: what migrates, what is started, what fills a demonstration."""

    home: Path
    host: str
    port: int
    environ: Mapping[str, str]
    durable: bool = True
    """False for trials only: faster, and the data do not survive a loss of power."""
    migrate: Callable[[str], str] = _bring_up_to_date
    """Answers what is to be said about the schema, '' when nothing."""
    programs: Callable[[Mapping[str, str], str, int], list[Program]] = _both
    prepare: Callable[[Mapping[str, str]], Mapping[str, str]] = field(default=lambda _environ: {})
    """Called with the children's environment on the migrated database; answers lines for the welcome."""


@dataclass(frozen=True)
class Database:
    """What the children connect to, where migrations go, and the server when it is ours to keep alive."""

    environ: dict[str, str]
    migration_url: str
    server: KeptCluster | None = None


def run(wanted: Run, progress: Progress) -> None:
    """Serves until SIGINT or SIGTERM. Raises ConfigurationError when it can't start, ChildFailed when a part died."""
    home.make(wanted.home)
    stop = Stop()
    with stop.on_signals(), _alone(wanted.home, progress) as guard:
        ports.ensure_free(wanted.host, wanted.port)
        address = ports.url(wanted.host, wanted.port)
        environ = secrets.with_local(wanted.environ, wanted.home)
        environ |= {"MINGUS_HOME": str(wanted.home), "PUBLIC_URL": environ.get("PUBLIC_URL") or address}
        with _database(wanted, environ, guard, progress) as database:
            with progress.step("Bringing the schema up to date", "Schema up to date"):
                said = wanted.migrate(database.migration_url)
            if said:
                progress.warn(said)
            lines = {"Address": address, **_about_mail(environ), **wanted.prepare(database.environ)}
            if not stop.is_set():
                _serve(wanted, database, guard, (stop, progress, lines))
    progress.say("Mingus has stopped.")


def _serve(wanted: Run, database: Database, guard: Guard, talk: tuple[Stop, Progress, Mapping[str, str]]) -> None:
    stop, progress, lines = talk
    environ = database.environ
    logs = wanted.home / "logs"
    make_folder(logs, CLOSED_FOLDER)
    children = [Child(program, logs, guard) for program in wanted.programs(environ, wanted.host, wanted.port)]
    server = database.server
    supervisor = Supervisor(
        children,
        stop,
        progress,
        ground=[server] if server else [],
        chore=server.tidy if server else lambda: None,
    )
    with supervisor.running():
        with progress.step("Starting web and worker", "Web and worker ready"):
            ready = supervisor.wait_until(lambda: missing(lines["Address"], environ["PUBLIC_URL"]))
        if ready:
            progress.welcome({**lines, "Home": str(wanted.home)})
            supervisor.serve()
        progress.say("Stopping: web, worker, database …")


def _about_mail(environ: Mapping[str, str]) -> dict[str, str]:
    """Where mail is, when it does not leave this machine."""
    return {} if environ.get("SMTP_URL") else {"Mail": "SMTP_URL is not set; read it by: mingus mail list"}


def missing(address: str, public_url: str) -> str:
    """What /health/ready says is missing; '' when everything is there."""
    host = public_url.split("://", 1)[-1].split("/", 1)[0]  # the name Mingus answers to
    request = urllib.request.Request(f"{address}/health/ready", headers={"Host": host})  # noqa: S310 - our own http
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS):  # noqa: S310 - see above
            return ""
    except urllib.error.HTTPError as error:
        return error.read(2000).decode(errors="replace") or str(error)
    except OSError as error:
        return f"the web process does not answer ({error})"


@contextmanager
def _alone(folder: Path, progress: Progress) -> Iterator[Guard]:
    """The only run on this home. The guard holds the lock too, so that its cleaning up belongs to the run."""
    lock = FileLock(folder / "run.lock")
    if not lock.take(str(os.getpid())):
        _wait_for_previous(folder, lock.word(), progress)
        if not lock.take(str(os.getpid())):
            raise ConfigurationError(_already_runs(folder, lock.word()))
    guard = Guard(keeps_open=lock.descriptor)
    try:
        yield guard
    finally:
        guard.close()
        lock.release()


def _wait_for_previous(folder: Path, pid: str, progress: Progress) -> None:
    """A run that was killed is still being cleaned up after; one that lives is not waited for."""
    if not pid.isdigit() or lives(int(pid)):
        raise ConfigurationError(_already_runs(folder, pid))
    with progress.step("Waiting for the end of a run that was killed", "The run that was killed has ended"):
        try:
            with waiting_for(folder / "run.lock", seconds=PREVIOUS_RUN_SECONDS):
                return
        except Unavailable:
            raise ConfigurationError(_already_runs(folder, pid)) from None


def _already_runs(folder: Path, pid: str) -> str:
    return (
        f"Mingus already runs with the home {folder} (process {pid}). "
        f"Stop that one with Ctrl-C or `kill {pid}`, or give another home with --home."
    )


@contextmanager
def _database(wanted: Run, environ: Mapping[str, str], guard: Guard, progress: Progress) -> Iterator[Database]:
    """The database, running inside the block. Ours unless DATABASE_URL names one."""
    if environ.get("DATABASE_URL"):
        yield Database(dict(environ), environ.get("DATABASE_DIRECT_URL") or environ["DATABASE_URL"])
        return
    cluster = Cluster(wanted.home, durable=wanted.durable, environ=environ, guard=guard)
    try:
        with progress.step("Starting PostgreSQL", f"PostgreSQL {cluster.binaries.version} ready"):
            cluster.start()
        urls = cluster.urls()
        ours = {"DATABASE_URL": urls.application, "DATABASE_DIRECT_URL": urls.application}
        yield Database({**environ, **ours}, urls.migration, KeptCluster(cluster))
    finally:
        cluster.stop()
