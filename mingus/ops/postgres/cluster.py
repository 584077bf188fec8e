"""The embedded cluster of one home: started once, however many ask; stopped by the process that started it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from mingus.core.errors import ConfigurationError
from mingus.ops.guard import Guard
from mingus.ops.postgres import as_root, binaries, locks, server
from mingus.ops.postgres.initialize import data_major, initialize
from mingus.ops.postgres.layout import Layout, prepare
from mingus.ops.postgres.options import drop_old_logs, options
from mingus.ops.postgres.roles import DATABASE, Role, Urls, create_database, ensure_roles, password_file, passwords

LOCK_SECONDS = 120.0
DETACHED = "detached"


class Cluster:
    """PostgreSQL in HOME/postgres. `durable=False` is for tests: fast, and lost with the power."""

    def __init__(
        self,
        home: Path,
        *,
        durable: bool = True,
        environ: Mapping[str, str] | None = None,
        guard: Guard | None = None,
    ) -> None:
        self.home = home.absolute()
        self.durable = durable
        self._environ = os.environ if environ is None else environ
        self._user = as_root.service_user()
        self._owner: locks.FileLock | None = None
        self._owned_pid = 0
        self._guard = guard or Guard()
        self._layout: Layout | None = None

    @property
    def layout(self) -> Layout:
        if self._layout is None:
            self._layout = prepare(as_root.cluster_folder(self.home, self._user), self._user)
        return self._layout

    @property
    def pid(self) -> int | None:
        """The process id of the server; None when it does not run."""
        return server.running_pid(self.layout)

    @property
    def started_here(self) -> bool:
        """Whether this object started the server, and so will stop it."""
        return self._owner is not None

    @property
    def binaries(self) -> binaries.Binaries:
        """The programs for this cluster, where the server's user can run them."""
        there = data_major(self.layout.data)
        found = binaries.find(self._environ, major=there)
        if there is not None and there != found.major:
            raise ConfigurationError(
                f"The data in {self.layout.data} were written by PostgreSQL {there}; {found.folder} holds version "
                f"{found.version}, which can't read them. Set MINGUS_PG_BIN to the programs of version {there}, "
                f"make a file with `mingus db backup`, and restore it into a new home."
            )
        return as_root.runnable(found, self._user, self.layout.root)

    def start(self, *, detached: bool = False) -> None:
        """Returns when the server takes connections: ours, or one that another living process keeps.

        A `detached` server outlives this process and is ended by `stop(anyones=True)`.
        """
        with locks.waiting_for(self.layout.lock, seconds=LOCK_SECONDS):
            if self._is_kept():
                return
            self._end_orphan()
            self._disown()
            process = self._launch()
            owner = locks.FileLock(self.layout.owner)
            assert owner.take(DETACHED if detached else str(os.getpid())), "nobody else starts while we hold the lock"
            if detached:
                owner.release()
                return
            self._owner, self._owned_pid = owner, process.pid
            self._guard.watch(process.pid, signal.SIGINT)

    def stop(self, *, anyones: bool = False) -> None:
        """Ends the server if this object started it, or (`anyones`) whoever did. Nothing happens when none runs."""
        if self._owner is None and not anyones:
            return
        with locks.waiting_for(self.layout.lock, seconds=LOCK_SECONDS):
            self._end_orphan()
            self._disown()

    @contextmanager
    def running(self) -> Iterator[Urls]:
        """The server's addresses, inside a block in which it runs; left as it was found."""
        self.start()
        try:
            yield self.urls()
        finally:
            self.stop()

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of `database`, one per login."""
        return Urls(self.layout.socket, passwords(self.home), database)

    def tidy(self) -> None:
        """Removes old logs of a server that runs for long."""
        drop_old_logs(self.layout)

    def clone_database(self, template: str, name: str) -> Urls:
        """Makes `name` a copy of `template` (to which nobody may be connected), replacing what was there.

        Its files are copied, which takes a third of the time that writing each block to the log does.
        """
        with psycopg.connect(self.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
            db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            create_database(db, name, template=template, strategy="FILE_COPY")
        return self.urls(name)

    def _is_kept(self) -> bool:
        """Whether the server runs and somebody is there to stop it, or it was meant to stay."""
        if self.pid is None:
            return False
        owner = locks.FileLock(self.layout.owner)
        if owner.word() == DETACHED:
            return True
        orphaned = owner.take()
        owner.release()
        return not orphaned

    def _disown(self) -> None:
        """The server we started is no more, by our hand or by its own accident."""
        if self._owner is not None:
            self._owner.release()
            self._owner = None
            self._guard.forget(self._owned_pid)

    def _end_orphan(self) -> None:
        pid = self.pid
        if pid is not None:
            server.stop(self.layout, pid)

    def _launch(self) -> subprocess.Popen[bytes]:
        found = self.binaries
        is_new = data_major(self.layout.data) is None
        if not is_new and not password_file(self.home).exists():
            raise ConfigurationError(
                f"{password_file(self.home)} is missing: Mingus can't sign in to its database in {self.layout.data}. "
                f"Put the file back from where the secrets are kept."
            )
        keys = passwords(self.home)
        if is_new:
            initialize(self.layout, found, self._user, password=keys[Role.SUPERUSER], durable=self.durable)
        drop_old_logs(self.layout)
        process = server.start(self.layout, found, self._user, options(self.layout, durable=self.durable))
        try:
            ensure_roles(self.urls())
        except psycopg.OperationalError as error:
            server.stop(self.layout, process.pid)
            raise ConfigurationError(f"PostgreSQL runs and refuses us: {error}") from None
        return process
