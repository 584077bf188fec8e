"""A45: whoever leaves is gone. A canary in every field of every table; then a dump of the whole database is read."""

import subprocess

import psycopg
import pytest
from apiflask import APIFlask

from mingus.core import personal_data
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls
from mingus.privacy import attempts, certificates
from tests.abuse.planting import CANARY, Planter
from tests.factories import Browser, Program
from tests.ledger.service.test_seeing import fill
from tests.privacy.household import let_in, make_archives

KEPT = {"audit_log", "audit_heads"}
"""The tombstones: ids and plain words."""
NOBODYS = {"data_keys", "passkey_challenges", "visitor_attempts"}
"""Without a column that says whose a row is: keys are looked at by their owner, and visitors are nobody yet."""


@pytest.fixture
def lived(app: APIFlask, alice: Member, as_alice: Browser, api_alice: Program, urls: Urls) -> Member:
    """Alice, with something of hers in every table that is registered, and the canary in all of it."""
    fill(alice, CANARY)
    assert as_alice.post("/settings/data/archive").status_code == 303
    make_archives(alice)
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        planter = Planter(connection, alice)
        tables = sorted(personal_data.tables() - KEPT - NOBODYS)
        for table in tables:
            planter.plant(table)
        assert [table for table in tables if not planter.count(table)] == [], "nothing of hers could be planted there"
    return alice


def test_a_canary_in_every_field_of_every_table_is_nowhere_afterwards(
    lived: Member, bob: Member, configuration: Settings, urls: Urls
) -> None:
    assert len(hits(urls, lived)) > 30, "the control: it was there"
    certificate = attempts.leave(configuration, lived.person_id, "alice@example.com")
    assert certificates.holds(configuration, certificate)
    found = hits(urls, lived)
    assert {line.table for line in found} <= KEPT, found
    assert not [line for line in found if CANARY.lower() in line.text], "the tombstones hold ids alone"


def test_whoever_goes_from_a_household_that_stays_leaves_nothing_that_says_who_they_were(
    alice: Member, bob: Member, as_bob: Browser, configuration: Settings, urls: Urls
) -> None:
    partner = let_in(alice, bob)
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        connection.execute(
            "UPDATE people SET email = %s, email_key = %s WHERE id = %s", [CANARY, CANARY, bob.person_id]
        )
    fill(partner, CANARY)
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        connection.execute(
            "UPDATE accounts SET private_to = %s WHERE household_id = %s", [bob.person_id, alice.household_id]
        )
    attempts.leave(configuration, bob.person_id, "bob@example.com")
    assert not [line for line in hits(urls, bob) if CANARY.lower() in line.text]


class Line:
    """A line of the dump that holds the canary or an id of hers."""

    def __init__(self, table: str, text: str) -> None:
        self.table, self.text = table, text.lower()

    def __repr__(self) -> str:
        return f"{self.table}: {self.text[:300]}"


def hits(urls: Urls, member: Member) -> list[Line]:
    """Every line of a dump of the whole database with the canary, as text or as bytes, or with an id of hers."""
    wanted = [CANARY.lower(), CANARY.encode().hex(), str(member.person_id), str(member.household_id)]
    found, table = [], ""
    for line in dump(urls).splitlines():
        if line.startswith("COPY public."):
            table = line.removeprefix("COPY public.").partition(" ")[0]
        elif any(word in line.lower() for word in wanted):
            found.append(Line(table, line))
    return found


def dump(urls: Urls) -> str:
    from mingus.ops.postgres import binaries

    tools = binaries.client({}, server_major=18)
    command = [str(tools.program("pg_dump")), "--data-only", f"--dbname={urls.libpq(Role.SUPERUSER)}"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
