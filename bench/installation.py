"""A whole installation in a temporary home, with its own PostgreSQL, for as long as measuring takes."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from mingus.core import crypto, db, migrate, settings
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity import passwords, service
from mingus.identity.schemas import Known, Registration
from mingus.ops import secrets
from mingus.ops.postgres import Cluster

PASSWORD = "four unrelated blue words"  # noqa: S105  of people who exist while measuring takes

NO_LIMITS: Final = {f"LIMIT_{who}_A_MINUTE": "1000000" for who in ("PERSON", "STRANGER", "NETWORK", "HEAVY")}
"""One visitor measures as fast as they can. Requests are still counted."""


@contextmanager
def installed() -> Iterator[tuple[Path, Mapping[str, str]]]:
    """A home, and the environment in which programs find its database. Nothing is left of either."""
    home = Path(tempfile.mkdtemp(prefix="mingus-bench-"))
    home.chmod(0o755)  # the server's user passes through it where root measures
    cluster = Cluster(home)
    try:
        with cluster.running() as urls:
            migrate.upgrade(urls.migration)
            foreign = ("DATABASE", "REDIS", "PYTHONDONTWRITEBYTECODE")
            plain = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
            ours = {
                "DATABASE_URL": urls.application,
                "DATABASE_DIRECT_URL": urls.application,
                **NO_LIMITS,
                "PYTHONPYCACHEPREFIX": str(home / "bytecode"),  # an installation's modules are compiled once, not daily
            }
            yield home, {**secrets.with_local(plain, home), **ours}
    finally:
        shutil.rmtree(cluster.layout.root, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def connect(environ: Mapping[str, str]) -> None:
    """Point this process at the installation, as the web process does."""
    configuration = settings.load(environ)
    db.connect(configuration.database_url)
    crypto.use(configuration)


def make_member() -> Member:
    """A new person with a household of their own, who has accepted the terms as everybody does."""
    import_module("mingus.privacy")
    household_id = new_id()
    registration = Registration(
        email=f"{household_id.hex}@example.com",
        password=SecretStr(PASSWORD),
        first_name="Ada",
        last_name="Bell",
        terms_accepted=True,
        currency="USD",
        time_zone="America/New_York",
    )
    with db.transaction(household_id) as session:
        member = service.register(session, household_id, registration, passwords.hashed(PASSWORD))
    assert member is not None, "nobody else has this address"
    return member


def sign_in(member: Member) -> str:
    """The cookie of a session of this person."""
    with db.transaction(member.household_id) as session:
        return service.begin_session(session, Known(member.person_id, member.household_id, 1, ""), "bench")
