"""A01: every route × anonymous, owner, partner, viewer, stranger, operators: each gets what the policy says, no more.

Generated from the map of addresses: a new route is called here with real ids, and fails when it says no policy, or
takes something that `tests/abuse/matrix` does not know how to fill.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from mingus.core import clock, permissions
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Membership, Person, RefreshToken, SignInSession
from tests.abuse.matrix.calls import Call, calls
from tests.abuse.matrix.home import (
    PRIVATE,
    PRIVATE_WORDS,
    SHARED,
    SHARED_WORDS,
    Home,
    furnish,
    snapshot,
    tables_without_rows,
)
from tests.factories import browser, browser_of, program_of

SENT_AWAY = {401, 303}
OWN_PLACES = ("/operator", "/confirm", "/logout", "/login", "/api/csrf")  # where a visiting operator is themselves
GONE = {404, 422}  # a form that does not fit is refused before anything is looked up
OF_ONE_PERSON = {"account_id", "transaction_id", "import_id", "document_id", "archive_id"}
BY_COOKIE = {"POST /api/households/switch"}  # a token is refused before anything is looked up

Client = Callable[[Call], FlaskClient]
Found = tuple[str, object]


@pytest.fixture(scope="module")
def home(configuration: Settings) -> Home:
    return furnish(configuration)


@pytest.fixture(scope="module")
def every(app: APIFlask, home: Home) -> list[Call]:
    return list(calls(app, home.ids))


def signed_in(app: APIFlask, member: Member, *, by_token: bool = True) -> Client:
    """Signed in, by token where a program would ask; afresh after each call that may have ended it."""
    kept: dict[str, FlaskClient] = {}

    def client(call: Call) -> FlaskClient:
        kind = "program" if by_token and call.policy.rule.startswith("/api/") else "browser"
        found = kept.get(kind) or _fresh(app, member, kind)
        kept.clear()
        if not call.changes:
            kept[kind] = found
        return found

    return client


def _fresh(app: APIFlask, member: Member, kind: str) -> FlaskClient:
    with transaction(member.household_id) as db:
        db.execute(update(Person).where(Person.id == member.person_id).values(session_version=1))
    found = (program_of if kind == "program" else browser_of)(app, member)
    confirm(member)
    return found


def visiting(app: APIFlask, home: Home) -> Client:
    """The operator in a browser that looks into the household."""

    as_themselves = signed_in(app, home.operator, by_token=False)

    def client(call: Call) -> FlaskClient:
        found = as_themselves(call)
        found.set_cookie("visit", str(home.ids["grant_id"]))
        return found

    return client


def confirm(member: Member) -> None:
    """They have just shown that it is them, in whatever they are signed in with."""
    with transaction(member.household_id) as db:
        for table in (SignInSession, RefreshToken):
            db.execute(update(table).where(table.person_id == member.person_id).values(stepped_up_at=clock.now()))


def nobody(app: APIFlask) -> Client:
    return lambda _call: browser(app)


def figures(app: APIFlask) -> Client:
    """Whatever has the token for figures: no person, no household."""

    def client(_call: Call) -> FlaskClient:
        who = browser(app)
        who.environ_base |= {"HTTP_AUTHORIZATION": "Bearer the-operators-token", "REMOTE_ADDR": "127.0.0.1"}
        return who

    return client


def test_the_matrix_knows_how_to_call_every_route(every: list[Call]) -> None:
    assert {call.name: call.missing for call in every if call.missing} == {}
    assert [call.name for call in every if not call.policy.who] == []
    assert len(every) > 100


def test_every_table_of_the_household_has_a_row(configuration: Settings) -> None:
    """Of one that nobody has used yet: the matrix deletes what it may."""
    assert tables_without_rows(furnish(configuration)) == set()


def test_the_owner_meets_every_word_so_that_a_leak_would_be_seen(app: APIFlask, home: Home) -> None:
    said = ""
    client = signed_in(app, home.owner)
    for ids in (home.ids, home.private_ids):
        said += "".join(heard(call.by(client(call))) for call in reads(list(calls(app, ids))))
    assert [word for word in (*SHARED_WORDS, *PRIVATE_WORDS) if word.lower() not in said] == []


@pytest.mark.parametrize("who", [nobody, figures])
def test_nobody_gets_in_without_signing_in(app: APIFlask, home: Home, every: list[Call], who: Any) -> None:
    before, wrong = snapshot(home), list[Found]()
    for call in every:
        answer = call.by(who(app)(call))
        if call.policy.who == "signed in" and not (answer.status_code in SENT_AWAY and leads_to_sign_in(answer)):
            wrong.append((call.name, answer.status_code))
        wrong += leaks(call, answer, SHARED, PRIVATE)
    assert wrong == []
    assert snapshot(home) == before


@pytest.mark.parametrize("who", ["stranger", "other_operator"])
def test_a_stranger_finds_nothing_by_knowing_its_address(
    app: APIFlask, home: Home, every: list[Call], who: str
) -> None:
    """Nor does an operator who has not asked, though a colleague's look is open."""
    before, wrong, client = snapshot(home), list[Found](), signed_in(app, getattr(home, who))
    for call in every:
        if who == "other_operator" and not call.has_ids:
            continue  # as for every stranger
        answer = call.by(client(call))
        allowed = GONE if call.policy.body == "form" or call.name in BY_COOKIE else {404}
        is_hidden = who == "stranger" and call.policy.rule.startswith(("/operator", "/api/operator"))
        if (call.has_ids or is_hidden) and answer.status_code not in allowed:
            wrong.append((call.name, answer.status_code))
        wrong += [*leaks(call, answer, SHARED, PRIVATE), *broken(call, answer)]
    assert wrong == []
    assert snapshot(home) == before


def test_an_operator_who_looks_changes_nothing_and_sees_nothing_private(
    app: APIFlask, home: Home, every: list[Call]
) -> None:
    before, wrong, said, client = snapshot(home), list[Found](), "", visiting(app, home)
    for call in every:
        if call.policy.rule.startswith(OWN_PLACES):
            continue
        answer = call.by(client(call))
        if call.policy.who == "signed in" and call.changes and answer.status_code != 403:
            wrong.append((call.name, answer.status_code))
        if call.policy.rule.startswith(("/settings", "/api/")) and answer.status_code < 400 and not call.policy.why:
            wrong.append((call.name, answer.status_code))
        wrong += [*leaks(call, answer, PRIVATE), *broken(call, answer)]
        said += heard(answer)
    assert wrong == []
    assert f"{SHARED} payee".lower() in said
    assert snapshot(home) == before


def test_a_viewer_changes_nothing(app: APIFlask, home: Home, every: list[Call]) -> None:
    before, wrong, client = snapshot(home), list[Found](), signed_in(app, home.viewer)
    for call in every:
        if call.policy.who != "signed in" or (may(call, "viewer") and call.changes):
            continue  # what is their own: names, sign-ins, leaving
        answer = call.by(client(call))
        if (answer.status_code == 403) == may(call, "viewer"):
            wrong.append((call.name, answer.status_code))
        wrong += [*leaks(call, answer, PRIVATE), *broken(call, answer)]
    assert wrong == []
    assert snapshot(home) == before


@pytest.mark.parametrize("role", ["partner", "viewer"])
def test_what_is_private_to_the_owner_exists_for_nobody_else(app: APIFlask, home: Home, role: str) -> None:
    """With the ids of private things in every address and body."""
    before, wrong = snapshot(home, only_private=True), list[Found]()
    client = signed_in(app, getattr(home, role))
    for call in calls(app, home.private_ids):
        if call.policy.who != "signed in" or call.policy.action in {"own account", "leave"}:
            continue
        answer = call.by(client(call))
        about_private = OF_ONE_PERSON & set(arguments(call))
        if about_private and may(call, role) and answer.status_code not in GONE:
            wrong.append((call.name, answer.status_code))
        wrong += [*leaks(call, answer, PRIVATE), *broken(call, answer)]
    assert wrong == []
    assert snapshot(home, only_private=True) == before


@pytest.mark.parametrize("role", permissions.ROLES)
def test_each_role_may_what_the_table_says(app: APIFlask, configuration: Settings, role: str) -> None:
    """On a household of its own, since this changes it: whoever may, is never refused as a role; the rest always is."""
    own, wrong = furnish(configuration), list[Found]()
    client = signed_in(app, getattr(own, role))
    for call in calls(app, own.ids):
        if call.policy.who != "signed in":
            continue
        restore(own)
        answer = call.by(client(call))
        if (answer.status_code == 403) == may(call, role) or answer.status_code == 401:
            wrong.append((call.name, answer.status_code))
        wrong += broken(call, answer) + (leaks(call, answer, PRIVATE) if role != "owner" else [])
    assert wrong == []


def may(call: Call, role: str) -> bool:
    return permissions.may(role, call.policy.action)  # type: ignore[arg-type]  # a route for the signed-in has one


def reads(every: list[Call]) -> Iterator[Call]:
    yield from (call for call in every if not call.changes)


def arguments(call: Call) -> list[str]:
    return [part.partition(">")[0].rpartition(":")[2] for part in call.policy.rule.split("<")[1:]]


def heard(answer: TestResponse) -> str:
    """Everything an answer says, headers and all, as anybody could read it."""
    return (answer.get_data().decode("utf-8", "replace") + str(answer.headers)).lower()


def leaks(call: Call, answer: TestResponse, *words: str) -> list[Found]:
    said = heard(answer)
    return [(call.name, f"says “{word}”") for word in words if word.lower() in said]


def broken(call: Call, answer: TestResponse) -> list[Found]:
    return [(call.name, answer.status_code)] if answer.status_code >= 500 and answer.status_code != 503 else []


def leads_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 401 or answer.location.startswith("/login")


def restore(home: Home) -> None:
    """Everybody is what they were, whatever the call before did."""
    roles = {home.owner: "owner", home.partner: "partner", home.viewer: "viewer"}
    with transaction(home.owner.household_id) as db:
        for member, role in roles.items():
            mine = (Membership.household_id == member.household_id, Membership.person_id == member.person_id)
            if db.scalar(update(Membership).where(*mine).values(role=role).returning(Membership.role)) is None:
                row = {"household_id": member.household_id, "person_id": member.person_id, "role": role}
                db.execute(insert(Membership).values(**row, created_at=clock.now(), used_at=clock.now()))
