"""A30: a sealed value that somebody moves or changes by SQL is no data: the field is unavailable, the page works."""

import psycopg
import pytest
from apiflask import APIFlask
from structlog.testing import capture_logs

from mingus.core import crypto
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls
from tests.factories import Browser, browser_of, make_member, make_someone
from tests.ledger.by_hand import account

SWAP = """
    UPDATE {table} AS one SET {column} = other.{column} FROM {table} AS other
     WHERE (one.id, other.id) IN (('{first}', '{second}'), ('{second}', '{first}'))
"""


def run(urls: Urls, statement: str) -> None:
    with psycopg.connect(urls.libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute(statement.encode())


def swap(urls: Urls, table: str, column: str, *ids: object) -> None:
    first, second = ids
    run(urls, SWAP.format(table=table, column=column, first=first, second=second))


def integrity_events(logs: object) -> list[str]:
    assert isinstance(logs, list)
    return [line["what"] for line in logs if line["event"] == "crypt_decrypt_fail"]


def test_swapped_names_are_nobodys(app: APIFlask, configuration: Settings, urls: Urls) -> None:
    alice = make_someone(configuration, first_name="Alicezqx").member
    bob = make_someone(configuration, first_name="Bobzqx").member
    as_alice = browser_of(app, alice)
    swap(urls, "people", "first_name_sealed", alice.person_id, bob.person_id)
    with capture_logs() as logs:
        page = as_alice.get("/settings")
    assert (page.status_code, "Bobzqx" in page.text, "Alicezqx" in page.text) == (200, False, False)
    assert "people" in integrity_events(logs)


def test_swapped_account_numbers_are_unavailable(
    app: APIFlask, as_alice: Browser, alice: Member, bob: Member, urls: Urls
) -> None:
    mine = account(alice, "Everyday", number="DE02120300000000202051")
    other = account(alice, "Savings", number="DE02500105170137075030")
    theirs = account(bob, "Bob", number="DE02100500000054540402")
    swap(urls, "accounts", "number_sealed", mine, theirs)
    with capture_logs() as logs:
        page = as_alice.get(f"/accounts/{mine}")
    assert (page.status_code, "number unavailable" in page.text) == (200, True)
    assert not [digits for digits in ("0402", "2051") if digits in page.text]
    assert "accounts" in integrity_events(logs)
    assert as_alice.get("/accounts").status_code == 200
    swap(urls, "accounts", "number_sealed", other, mine)
    assert as_alice.get(f"/accounts/{other}").status_code == 200


def test_a_data_key_of_somebody_else_opens_nothing(app: APIFlask, configuration: Settings, urls: Urls) -> None:
    alice, bob = make_member(configuration, first_name="Alicezqx"), make_member(configuration, first_name="Bobzqx")
    as_alice = browser_of(app, alice)
    run(
        urls,
        "UPDATE data_keys AS one SET wrapped = other.wrapped FROM data_keys AS other"
        f" WHERE one.owner_id = '{alice.person_id}' AND other.owner_id = '{bob.person_id}'",
    )
    crypto.forget("person", alice.person_id)
    with capture_logs() as logs:
        page = as_alice.get("/settings")
    assert (page.status_code, "Alicezqx" in page.text) == (200, False)
    assert "data_keys" in integrity_events(logs)


@pytest.mark.parametrize("damage", ["'\\x'", "'\\x01'", "first_name_sealed || '\\x00'", "'in the open'"])
def test_a_damaged_value_is_never_shown_and_never_a_500(
    app: APIFlask, configuration: Settings, urls: Urls, damage: str
) -> None:
    alice = make_member(configuration, first_name="Alicezqx")
    as_alice = browser_of(app, alice)
    run(urls, f"UPDATE people SET first_name_sealed = {damage} WHERE id = '{alice.person_id}'")
    for path in ("/", "/settings", "/settings/activity"):
        page = as_alice.get(path)
        assert (page.status_code, "Alicezqx" in page.text, "in the open" in page.text) == (200, False, False)
