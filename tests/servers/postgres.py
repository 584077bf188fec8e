"""The system's PostgreSQL with TLS: the wheel's, which everything else here runs on, is built without.

`tls_postgres(authority.issue())` starts one that takes TLS connections over TCP alone.
"""

import atexit
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlencode

import psycopg

from mingus.ops.postgres.as_root import ServiceUser, service_user
from mingus.ops.postgres.binaries import DEBIAN_FOLDER
from mingus.ops.postgres.server import environment
from tests import in_memory
from tests.servers import processes
from tests.servers.authority import Certificate

TLS_ONLY = "hostssl all all 127.0.0.1/32 scram-sha-256\n"
PLAIN_TOO = "host all all 127.0.0.1/32 scram-sha-256\n"
DATABASE = "mingus"
ANY_LEVEL = """openssl_conf = any
[any]
ssl_conf = ssl
[ssl]
system_default = level
[level]
CipherString = DEFAULT:@SECLEVEL=0
"""
PASSWORD = secrets.token_hex(16)
FAST = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "16MB"}


@dataclass(frozen=True)
class TlsPostgres:
    """One running server, with an empty database `mingus` and the superuser postgres."""

    port: int
    password: str
    process: "Popen[bytes]"

    def url(self, *, database: str = DATABASE, user: str = "postgres", password: str = "", **options: str) -> str:
        """The address for libpq: `url(sslmode="verify-full", sslrootcert=str(authority.certificate))`."""
        asked = f"?{urlencode(options)}" if options else ""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}{asked}"

    def sqlalchemy_url(self, **options: str) -> str:
        """The same for SQLAlchemy with psycopg."""
        return "postgresql+psycopg" + self.url(**options).removeprefix("postgresql")


@contextmanager
def tls_postgres(certificate: Certificate | None, *, hba: str = TLS_ONLY, **options: str) -> Iterator[TlsPostgres]:
    """A server inside the block; `options` are postgresql.conf's: `ssl_min_protocol_version="TLSv1.3"`.

    Without a certificate it has no TLS (give `hba=PLAIN_TOO` then, or nobody gets in).
    """
    binaries = _binaries()
    user = service_user()
    password, port = PASSWORD, processes.free_port()
    with processes.folder("tls-postgres") as folder:
        user.own(folder)
        data = _initialize(binaries, folder, user)
        (data / "pg_hba.conf").write_text(f"local all all scram-sha-256\n{hba}")
        settings = {
            **FAST,
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(folder),
            **_tls(certificate, folder, user),
            **options,
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(data), *words]
        start = processes.running(
            command,
            folder / "log",
            lambda: _is_ready(data),
            user=user,
            environ=_environment(folder),
            ending=signal.SIGINT,
        )
        with start as process:
            _create_database(folder, port, password)
            yield TlsPostgres(port, password, process)


def _binaries() -> Path:
    found = sorted(DEBIAN_FOLDER.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return processes.program("postgres", package="postgresql", folders=":".join(map(str, found))).resolve().parent


def _initialize(binaries: Path, folder: Path, user: ServiceUser) -> Path:
    """A copy of a fresh cluster: making one takes ten times as long, and one a process is enough."""
    subprocess.run(["cp", "-a", str(_fresh(binaries, user)), str(folder / "data")], check=True)  # owners and modes too
    return folder / "data"


@cache
def _fresh(binaries: Path, user: ServiceUser) -> Path:
    folder = in_memory.new_folder("mingus-fresh-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user.own(folder)
    secret = folder / "password"
    secret.write_text(PASSWORD)
    user.own(secret)
    options = [
        "--auth=scram-sha-256",
        "--username=postgres",
        f"--pwfile={secret}",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    done = subprocess.run(
        [binaries / "initdb", "-D", folder / "data", "--no-sync", *options],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        **user.identity,
    )
    assert done.returncode == 0, done.stderr
    return folder / "data"


def _tls(certificate: Certificate | None, folder: Path, user: ServiceUser) -> dict[str, str]:
    """The server reads its own copies: PostgreSQL refuses a key that others may read or own."""
    if certificate is None:
        return {"ssl": "off"}
    copies = {"ssl_cert_file": folder / "server.pem", "ssl_key_file": folder / "server.key"}
    for source, copy in zip((certificate.certificate, certificate.key), copies.values(), strict=True):
        shutil.copyfile(source, copy)
        copy.chmod(0o600)
        user.own(copy)
    return {"ssl": "on", **{name: str(copy) for name, copy in copies.items()}}


def _environment(folder: Path) -> dict[str, str]:
    """OpenSSL at its lowest level in the server: weak keys must be served, so that checks can find them."""
    written = folder / "openssl.cnf"
    written.write_text(ANY_LEVEL)
    return {**environment(), "OPENSSL_CONF": str(written)}


def _is_ready(data: Path) -> bool:
    try:
        return (data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def _create_database(folder: Path, port: int, password: str) -> None:
    with psycopg.connect(
        host=str(folder), port=port, user="postgres", password=password, dbname="postgres", autocommit=True
    ) as db:
        db.execute(f"CREATE DATABASE {DATABASE}".encode())
