"""Sessions in Redis: quicker when it is there, over when they are over, and nobody notices when it is gone."""

import signal
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import cache, crypto, db, events
from mingus.core.clock import now
from mingus.core.policy import about_credentials
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import fast_copy, passwords, personal, service
from mingus.identity.models import SignInSession
from tests.factories import PASSWORD, Browser, browser_of
from tests.identity.test_authentication import age, is_in, statements
from tests.servers.redis import RedisServer, redis_server

PAGE = "/api/auth/check-auth"


@pytest.fixture
def client(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _used(configuration: Settings, redis_url: str) -> Iterator[None]:
    cache.use(configuration.model_copy(update={"redis_url": redis_url}))
    yield
    cache.use(configuration)


@pytest.fixture
def own(configuration: Settings) -> Iterator[RedisServer]:
    """A server of this test's own, to be hurt."""
    with redis_server() as server:
        cache.use(configuration.model_copy(update={"redis_url": server.url}))
        yield server
        server.process.send_signal(signal.SIGCONT)


def asked(client: Browser) -> int:
    """How many statements a signed-in look takes."""
    with statements() as sent:
        assert is_in(client)
    return len(sent)


def raw_of(client: redis.Redis, name: str) -> bytes:
    found = client.get(name)
    assert isinstance(found, bytes)
    return found


def session_of(member: Member) -> str:
    wanted = select(SignInSession.id_hash).where(SignInSession.person_id == member.person_id)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalars(wanted).one().hex()


def test_a_page_that_only_reads_about_credentials_once_a_minute(as_alice: Browser, client: redis.Redis) -> None:
    assert [asked(as_alice) for _ in range(3)] == [1, 0, 0]
    [name] = client.scan_iter("mingus:session:*")
    assert 0 < int(str(client.pttl(name))) <= 60_000


def test_a_change_always_about_credentials(alice: Member, as_alice: Browser) -> None:
    assert asked(as_alice) == 1
    token = as_alice.get("/api/csrf/token").get_json()["csrf_token"]
    age(alice, revoked_at=now())  # by somebody who told Redis nothing
    assert is_in(as_alice)
    answer = as_alice.post("/settings/sign-out-everywhere", headers={"X-CSRF-Token": token}, csrf=False)
    assert answer.headers["Location"].startswith("/login")


def test_a_view_about_credentials_about_credentials(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    assert is_in(as_alice)
    view = app.view_functions["identity_api.check_auth"]
    about_credentials(view)
    try:
        assert asked(as_alice) == 1
    finally:
        del vars(view)["is_about_credentials"]
    assert asked(as_alice) == 0


def test_what_a_page_shows_of_a_person_is_the_same_from_the_copy(app: APIFlask, as_alice: Browser) -> None:
    pages = [as_alice.get("/settings").get_data(as_text=True) for _ in range(2)]
    assert "Alice" in pages[0]
    assert pages[0].count("Alice") == pages[1].count("Alice")


def test_a_copy_shows_nothing_and_fits_no_other_session(
    alice: Member, as_alice: Browser, bob: Member, as_bob: Browser, client: redis.Redis
) -> None:
    assert is_in(as_alice)
    assert is_in(as_bob)
    names = {who: cache.key("session", session_of(who)) for who in (alice, bob)}
    stored = {who: raw_of(client, name) for who, name in names.items()}
    raw = b64decode(stored[alice].strip(b'"').partition(b".")[2])
    for secret in (b"Alice", b"example.com", str(alice.person_id).encode(), b"owner"):
        assert secret not in stored[alice]
        assert secret not in raw
    client.set(names[bob], stored[alice], ex=60)
    assert as_bob.get(PAGE).get_json()["user_id"] == str(bob.person_id)


def test_a_copy_put_back_later_is_worth_nothing(alice: Member, as_alice: Browser, client: redis.Redis) -> None:
    age(alice, expires_at=now() + timedelta(seconds=2))
    assert is_in(as_alice)
    session_id = session_of(alice)
    sealed = cache.get(cache.key("session", session_id))
    said = crypto.opened_copy(sealed, f"sessions|copy|{session_id}")
    head, _, _ = said.partition(b'"until":')
    old = crypto.sealed_copy(head + b'"until":%d}' % (now().timestamp() - 1), f"sessions|copy|{session_id}")
    client.set(cache.key("session", session_id), b'"%s"' % old.encode(), ex=60)
    assert fast_copy.read(session_id) is None


@pytest.mark.parametrize("damage", [b'""', b'"zz"', b"[1]", b'"{kid}.****"', b'"{kid}.' + b64encode(bytes(40)) + b'"'])
def test_a_damaged_copy_is_as_if_it_were_not_there(
    alice: Member, as_alice: Browser, client: redis.Redis, damage: bytes
) -> None:
    assert is_in(as_alice)
    name = cache.key("session", session_of(alice))
    kid = raw_of(client, name).strip(b'"').partition(b".")[0]
    client.set(name, damage.replace(b"{kid}", kid), ex=60)
    assert asked(as_alice) == 1


def test_signing_out_ends_the_copy(alice: Member, as_alice: Browser) -> None:
    cookie = as_alice.get_cookie("session")
    assert cookie
    assert is_in(as_alice)
    assert as_alice.post("/logout").status_code == 303
    as_alice.set_cookie("session", cookie.value)
    assert not is_in(as_alice)


def test_signing_out_everywhere_ends_every_copy(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    elsewhere = browser_of(app, alice)
    assert is_in(as_alice)
    assert is_in(elsewhere)
    assert as_alice.post("/settings/sign-out-everywhere").status_code == 303
    assert not is_in(elsewhere)


def test_a_new_password_ends_every_copy(alice: Member, as_alice: Browser) -> None:
    assert is_in(as_alice)
    with db.transaction(alice.household_id) as session:
        service.set_password(session, alice.household_id, alice.person_id, passwords.hashed(PASSWORD))
    assert not is_in(as_alice)


def test_a_new_name_and_another_currency_are_seen_at_once(app: APIFlask, alice: Member, as_alice: Browser) -> None:
    elsewhere = browser_of(app, alice)
    assert is_in(elsewhere)
    form = {"first_name": "Alicia", "last_name": "E", "household_name": "Home", "time_zone": "UTC", "currency": "EUR"}
    assert as_alice.post("/settings", data=form).status_code == 303
    assert asked(elsewhere) == 1
    assert "Alicia" in elsewhere.get("/settings").get_data(as_text=True)


def test_a_household_that_left_is_out_at_once(alice: Member, as_alice: Browser) -> None:
    assert is_in(as_alice)
    with db.transaction(alice.household_id) as session:
        personal.erase(session, alice.household_id)
    assert not is_in(as_alice)


def test_who_had_read_before_a_change_keeps_no_copy_of_it(alice: Member, as_alice: Browser) -> None:
    session_id = session_of(alice)
    assert is_in(as_alice)
    who = fast_copy.read(session_id)
    assert who
    with db.transaction(alice.household_id) as session:
        events.record(session, events.ProfileChanged(alice.household_id, alice.person_id))
        fast_copy.write(who, now(), now() + timedelta(hours=1))  # a slow request, with what it read before
    assert fast_copy.read(session_id) is None


def test_a_copy_never_outlives_its_session(alice: Member, as_alice: Browser, client: redis.Redis) -> None:
    age(alice, expires_at=now() + timedelta(seconds=20))
    assert is_in(as_alice)
    assert int(str(client.pttl(cache.key("session", session_of(alice))))) <= 20_000


def test_use_is_still_written_down_once_a_minute(alice: Member, as_alice: Browser, client: redis.Redis) -> None:
    age(alice, seen_at=now() - timedelta(seconds=50))
    assert is_in(as_alice)
    assert int(str(client.pttl(cache.key("session", session_of(alice))))) <= 10_000


@pytest.mark.parametrize("harm", ["frozen", "dead", "emptied"])
def test_nobody_is_signed_out_when_redis_is(own: RedisServer, alice: Member, as_alice: Browser, harm: str) -> None:
    assert [asked(as_alice), asked(as_alice)] == [1, 0]
    if harm == "frozen":
        own.process.send_signal(signal.SIGSTOP)
    elif harm == "dead":
        own.process.kill()
        own.process.wait()
    else:
        with redis.Redis.from_url(own.url) as client:
            client.flushall()
    assert asked(as_alice) == 1
    assert as_alice.post("/settings/theme", data={"theme": "dark"}).status_code == 303
    assert is_in(as_alice)


def test_without_redis_every_look_about_credentials(configuration: Settings, as_alice: Browser) -> None:
    cache.use(configuration)
    assert [asked(as_alice) for _ in range(3)] == [1, 1, 1]
