"""Every route with an id in it: Bob and strangers get nothing of Alice's. A route nobody thought about fails here."""

import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule

from mingus import goals
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft
from mingus.identity.schemas import Known
from mingus.identity.service import factors
from tests.factories import Browser, Program
from tests.identity.second_factors import add_passkey
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files
from tests.uploads.pictures import GOOD_PDF

CANARY = "Canary Zqx 4711"
OF_HOUSEHOLDS = {
    "account_id",
    "transaction_id",
    "category_id",
    "goal_id",
    "import_id",
    "rule_id",
    "document_id",
    "archive_id",
}
OF_PEOPLE = {"app_id", "factor_id", "passkey_id", "browser_id"}
OPEN = {  # answers everybody, and knows nobody
    *("dashboard.index", "identity.joining", "identity.join", "identity.sign_in", "identity.begin", "identity.end"),
    *("identity_api.register", "identity_api.log_in", "identity_api.refresh", "identity_csrf.csrf_token"),
    *("health.live", "health.ready", "web_manifest", "service_worker", "offline", "favicon", "robots", "openapi.spec"),
    *("identity_api.check_auth", "identity.change_theme", "api_health.live", "api_health.ready", "version.version"),
    *("reports.report", "well_known.policy", "well_known.security_txt"),
    *("privacy.terms", "privacy.privacy", "privacy.cookies"),
    *("identity_second.second", "identity_second.second_options"),  # to who gave the right password
    *("identity_second.passkey_options", "identity_second.by_passkey"),
    "figures.figures",  # to peers on this machine, or with the operator's token
}
BODIES = {"decision": "skip", "account_id": "", "name": "Mine now", "title": "Mine now", "amount": "1", "into_id": ""}


@pytest.fixture
def ids(alice: Member, as_alice: Browser) -> dict[str, UUID | str]:
    """One of everything that is Alice's, with the canary in each text."""
    mine = account(alice, f"{CANARY} account")
    spent = add(alice, "12.50", f"{CANARY} shop", note=CANARY, category="Groceries")
    with transaction(alice.household_id) as db:
        goal = goals.create(db, alice, GoalDraft(title=f"{CANARY} goal", target_amount="9000"))
    looked_at = files.look_at(
        alice, files.csv([files.line("2026-03-01", "-1.00", f"{CANARY} row")]), name=f"{CANARY}.csv"
    )
    category = as_alice.post("/api/categories", json={"name": f"{CANARY} category", "kind": "expense"}).get_json()["id"]
    as_alice.post("/rules", data={"contains": f"{CANARY} text", "payee": "X"})
    rule = as_alice.get("/rules").text.partition("/rules/")[2][:36]
    made = {"account_id": mine, "transaction_id": spent, "goal_id": getattr(goal, "id", goal), "import_id": looked_at}
    sent = {"file": (io.BytesIO(GOOD_PDF), f"{CANARY}.pdf")}
    document = as_alice.post(f"/api/financial/transactions/{spent}/documents", data=sent).get_json()["id"]
    archive = as_alice.post("/api/user/export").get_json()["id"]
    with transaction(alice.household_id) as db:
        begun = factors.apps.begin(db, alice, f"{CANARY} phone")
        factors.remembered.remember(db, Known(alice.person_id, alice.household_id, 1, ""), f"{CANARY} browser")
        (remembered,) = factors.remembered.all_of(db, alice.person_id)
    add_passkey(as_alice, f"{CANARY} key")
    passkey = as_alice.get("/api/auth/factors").get_json()["passkeys"][0]["id"]
    theirs = {
        "document_id": document,
        "archive_id": archive,
        "app_id": begun,
        "factor_id": UUID(passkey),
        "passkey_id": UUID(passkey),
        "browser_id": remembered.id,
    }
    return {**made, **theirs, "category_id": category, "rule_id": UUID(rule)}


def routes(app: APIFlask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(app: APIFlask, rule: Rule, ids: dict[str, UUID | str]) -> str:
    values = {name: ids.get(name, 1) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or {"GET"})))


def test_every_argument_of_every_route_has_a_policy(app: APIFlask) -> None:
    arguments = {name for rule, _ in routes(app) for name in rule.arguments}
    assert arguments - OF_HOUSEHOLDS - OF_PEOPLE - {"number", "position"} == set()
    assert {rule.endpoint for rule, _ in routes(app)} >= OPEN - {"openapi.spec"}


def test_bob_reaches_nothing_by_knowing_its_address(
    app: APIFlask, as_alice: Browser, as_bob: Browser, api_bob: Program, ids: dict[str, UUID | str]
) -> None:
    wrong = []
    for rule, method in routes(app):
        if not rule.arguments & (OF_HOUSEHOLDS | OF_PEOPLE):
            continue
        where = address(app, rule, ids)
        for who in (as_bob, api_bob) if where.startswith("/api") else (as_bob,):
            body: dict[str, Any] = {"json": BODIES} if where.startswith("/api") else {"data": BODIES}
            answer = who.open(where, method=method, **(body if method != "GET" else {}))
            if answer.status_code not in {404, 422} or CANARY in answer.text:
                wrong.append((method, where, answer.status_code))
    assert wrong == []
    assert_untouched(as_alice, ids)


def test_strangers_are_sent_away_from_everything_else(app: APIFlask, ids: dict[str, UUID | str]) -> None:
    wrong = []
    for rule, method in routes(app):
        if rule.endpoint in OPEN or rule.endpoint.startswith("openapi"):
            continue
        stranger = Browser(app, app.response_class, use_cookies=True)
        answer = stranger.open(address(app, rule, ids), method=method)
        sent_away = answer.status_code == 401 or (answer.status_code == 303 and "/login" in answer.location)
        if not sent_away or CANARY in answer.text:
            wrong.append((method, str(rule), answer.status_code))
    assert wrong == []


def assert_untouched(as_alice: Browser, ids: dict[str, UUID | str]) -> None:
    """The controls: Alice reaches each thing, and it is as she left it."""
    for path in ("accounts/{account_id}", "transactions/{transaction_id}", "goals/{goal_id}", "imports/{import_id}"):
        answer = as_alice.get("/" + path.format(**ids))
        assert (answer.status_code, CANARY in answer.text) == (200, True), path
    assert f"{CANARY} category" in as_alice.get("/categories").text
    assert f"{CANARY} text".lower() in as_alice.get("/rules").text.lower()
