"""Whatever changes what a session's copy says is seen with the very next look, by every worker: real Redis."""

from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.core import cache, db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import personal, service
from mingus.identity.models import Person
from mingus.identity.rules.links import Purpose
from mingus.identity.schemas.households import HouseholdChanges
from mingus.identity.service import credentials, links
from tests.factories import Browser, Someone, browser_of, make_someone, share
from tests.identity.operators import REASON, make_operator
from tests.identity.service.test_links import issue
from tests.identity.test_cli import run
from tests.identity.test_fast_copy import asked

WORDS = "five words nobody else has"


@pytest.fixture(autouse=True)
def _used(configuration: Settings, redis_url: str) -> Iterator[None]:
    cache.use(configuration.model_copy(update={"redis_url": redis_url}))
    yield
    cache.use(configuration)


@pytest.fixture
def guest(configuration: Settings) -> Someone:
    return make_someone(configuration, first_name="Gus")


def copied(app: APIFlask, member: Member) -> Browser:
    """A browser whose session lies in Redis: another worker would answer from there."""
    client = browser_of(app, member)
    assert client.get("/goals").status_code == 200
    return client


def is_out(client: Browser) -> bool:
    return client.get("/goals").status_code == 303


def unproven(member: Member) -> None:
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == member.person_id).values(email_verified_at=None))


Change = Callable[[Member, Member], None]


def become_viewer(owner: Member, theirs: Member) -> None:
    with db.transaction(owner.household_id) as session:
        service.members.change_role(session, owner, theirs.person_id, "viewer")


def be_removed(owner: Member, theirs: Member) -> None:
    with db.transaction(owner.household_id) as session:
        service.members.remove(session, owner, theirs.person_id)


def leave(_owner: Member, theirs: Member) -> None:
    with db.transaction(theirs.household_id) as session:
        service.members.leave(session, theirs)


def be_taken_out(_owner: Member, theirs: Member) -> None:
    with db.transaction(theirs.household_id) as session:
        personal.remove_member(session, theirs)


def sign_out_elsewhere(_owner: Member, theirs: Member) -> None:
    with db.transaction(theirs.household_id) as session:
        service.sign_out_everywhere(session, theirs.household_id, theirs.person_id)


def change_password(_owner: Member, theirs: Member) -> None:
    with db.transaction(theirs.household_id) as session:
        credentials.change_password(session, theirs, "$argon2id$new")


def reset_password(_owner: Member, theirs: Member) -> None:
    token = issue(theirs)
    with db.transaction(theirs.household_id) as session:
        credentials.reset_password(session, links.spend(session, Purpose.RESET_PASSWORD, token), "$argon2id$new")


def take_address_back(_owner: Member, theirs: Member) -> None:
    token = issue(theirs, Purpose.UNDO_EMAIL_CHANGE, f"old.{theirs.person_id.hex}@example.com")
    with db.transaction(theirs.household_id) as session:
        credentials.undo_email_change(session, links.spend(session, Purpose.UNDO_EMAIL_CHANGE, token))


ENDS = (
    become_viewer,
    be_removed,
    leave,
    be_taken_out,
    sign_out_elsewhere,
    change_password,
    reset_password,
    take_address_back,
)


@pytest.mark.parametrize("change", ENDS, ids=lambda change: change.__name__)
def test_what_ends_a_sign_in_ends_it_with_the_next_look(
    app: APIFlask, alice: Member, guest: Someone, change: Change
) -> None:
    theirs = share(alice, guest, "partner")
    elsewhere = copied(app, theirs)
    change(alice, theirs)
    assert is_out(elsewhere)


def test_another_process_ends_it_too(app: APIFlask, configuration: Settings, redis_url: str, guest: Someone) -> None:
    elsewhere = copied(app, guest.member)
    done = run(configuration, "set-password", guest.email, "--password-stdin", typed=f"{WORDS}\n", REDIS_URL=redis_url)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_out(elsewhere)


def test_whoever_takes_the_household_over_is_its_owner_with_the_next_look(
    app: APIFlask, alice: Member, guest: Someone
) -> None:
    theirs = share(alice, guest, "partner")
    new, old = copied(app, theirs), copied(app, alice)
    with db.transaction(alice.household_id) as session:
        service.members.offer_ownership(session, alice, theirs.person_id)
    with db.transaction(alice.household_id) as session:
        service.members.answer_ownership(session, theirs, accepts=True)
    assert 'name="household_name"' in new.get("/settings").text, "what only the owner may change"
    assert is_out(old)


def test_a_proven_or_changed_address_is_seen_with_the_next_look(app: APIFlask, guest: Someone) -> None:
    unproven(guest.member)
    elsewhere = copied(app, guest.member)
    assert "Please confirm your e-mail address." in elsewhere.get("/goals").text
    with db.transaction(guest.member.household_id) as session:
        credentials.verify_email(session, guest.member)
    assert "Please confirm your e-mail address." not in elsewhere.get("/goals").text
    new = f"new.{guest.member.person_id.hex}@example.com"
    token = issue(guest.member, Purpose.CHANGE_EMAIL, new)
    with db.transaction(guest.member.household_id) as session:
        credentials.confirm_email_change(session, links.spend(session, Purpose.CHANGE_EMAIL, token))
    assert new in elsewhere.get("/confirm").text


def test_an_operators_look_is_on_every_page_while_it_is_open(
    app: APIFlask, alice: Member, configuration: Settings
) -> None:
    client, operator = copied(app, alice), make_operator(configuration)
    assert banner(client) == 0
    with db.transaction(alice.household_id) as session:
        grant_id = service.operators.open_access(
            session, operator.person_id, alice.household_id, reason=REASON, minutes=30
        )
    assert banner(client) == 1
    with db.transaction(alice.household_id) as session:
        service.operators.end_access(session, alice.household_id, grant_id, alice.person_id)
    assert banner(client) == 0


def test_another_currency_is_seen_by_every_member(app: APIFlask, alice: Member, guest: Someone) -> None:
    theirs = copied(app, share(alice, guest, "viewer"))
    with db.transaction(alice.household_id) as session:
        service.households.change(session, alice, HouseholdChanges(currency="EUR", time_zone="Europe/Berlin"))
    assert asked(theirs) == 1


def banner(client: Browser) -> int:
    return client.get("/goals").text.count("Mingus support can read your household")
