"""9.2: the API answers those it knows, as often as it should, and takes nothing it has not described."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import orjson

from mingus.checklist.box import Box, configuration, live, static
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.unchecked_bodies import raw_readings, takes_whole_form_unchecked, views
from mingus.checklist.proof import proven
from mingus.checklist.rules import DEPLOYED, Finding, all_of, judged, looked_at, not_built
from mingus.checklist.surroundings import Surroundings

LOG_IN = "/api/auth/login"
CHECK_AUTH = "/api/auth/check-auth"
GUESSED_AT = ("POST /login", "POST /register", f"POST {LOG_IN}", "POST /api/auth/register", "POST /api/auth/refresh")
MAX_TRIES = 6  # five are let through, for one account from one network
ASKED_AT_ONCE = 4
TURNED_AWAY = frozenset({401, 403, 404})
CHANGES = frozenset({"POST", "PUT", "PATCH"})
READS_RAW = frozenset({"mingus/core/idempotency.py", "mingus/goals/api.py", "mingus/ops/pages/reports.py"})
"""The first two hash a body to know it again; the third reads reports of browsers, whose form browsers decide."""

LIMIT_TESTS = "bin/test tests/abuse tests/core/pacing tests/core/test_limits.py tests/identity/test_attempts.py"
ACCESS_TESTS = "bin/test tests/abuse tests/core/test_policy.py"
BODY_TESTS = "bin/test tests/abuse tests/contracts tests/identity/api tests/ledger/api"


@configuration
def doors_that_are_guessed_at_have_limits(around: Surroundings) -> Finding:
    """Where passwords and tokens are tried, tries are counted."""
    table = around.booted["policies"]
    limits = {f"{one['method']} {one['rule']}": one["limit"] for one in table}
    faults = [f"{door} has no limit" if door in limits else f"there is no {door}" for door in _unlimited(limits)]
    counted = judged(faults, f"{len(GUESSED_AT)} doors that are guessed at have limits", doors=len(GUESSED_AT))
    others = sum(not limit for limit in limits.values())
    return all_of([counted, not_built(f"a limit for the other {others} routes")] if others else [counted])


@live
def another_address_starts_no_new_count(around: Surroundings) -> Finding:
    """Tries for one account are counted however many addresses the X-Forwarded-For header makes up."""
    nobody = f"checklist-{secrets.token_hex(8)}@example.com"
    body = orjson.dumps({"email": nobody, "password": secrets.token_urlsafe(24)})
    for tried in range(1, MAX_TRIES + 1):
        spoofed = {"X-Forwarded-For": f"198.51.100.{tried}", "Content-Type": "application/json"}
        answer = around.network.request("POST", around.site + LOG_IN, headers=spoofed, body=body)
        if answer.status == 429:
            faults = [] if answer.header("Retry-After").isdigit() else ["429 comes without Retry-After"]
            return judged(faults, f"try {tried} was answered 429, whatever address it claimed", tries=tried)
        if answer.status != 401:
            return judged([f"try {tried} to sign in as nobody is answered {answer.status}"], "")
    return judged([f"{MAX_TRIES} tries from made-up addresses met no limit"], "", tries=MAX_TRIES)


@live
def other_sites_may_not_read(around: Surroundings) -> Finding:
    """No other site's page may read what Mingus answers, whatever it calls itself."""
    asked = list(_asked_by_others(around))
    faults = [fault for origin, answer in asked for fault in _shared(origin, answer)]
    own = around.network.get(around.site + CHECK_AUTH, origin=around.site)
    if own.header("Access-Control-Allow-Origin") and "origin" not in own.header("Vary").lower():
        faults.append("Access-Control-Allow-Origin comes without Vary: Origin")
    return looked_at(len(asked), faults, f"{len(asked)} requests of other sites were told nothing they may read")


@live
def strangers_get_in_nowhere(around: Surroundings) -> Finding:
    """Every route has a policy, and every route of the API that is for the signed-in turns strangers away."""
    table = around.booted["policies"]
    faults = [f"{one['method']} {one['rule']} has no policy" for one in table if not one["who"]]
    closed = [one for one in table if one["rule"].startswith("/api/") and one["who"] == "signed in"]
    with ThreadPoolExecutor(ASKED_AT_ONCE) as crowd:
        statuses = list(crowd.map(partial(_asked_by_a_stranger, around), closed))
    faults += [
        f"{one['method']} {one['rule']} answers a stranger {status}"
        for one, status in zip(closed, statuses, strict=True)
        if status not in TURNED_AWAY
    ]
    return looked_at(len(closed), faults, f"{len(closed)} routes of the API turned a stranger away")


@static
def every_body_has_a_model(around: Surroundings) -> Finding:
    """What changes bring along goes through a model: JSON by its route's, forms by the page's."""
    table = [one for one in around.booted["policies"] if one["method"] in CHANGES]
    described = [one for one in table if one["body"] != "none"]
    faults, seen = [], 0
    for path, module in around.tree.modules("mingus/"):
        if path not in READS_RAW:
            faults += [f"{path}:{line} reads a body as it came" for line in raw_readings(module)]
        for view in views(module):
            seen += 1
            if takes_whole_form_unchecked(view, module):
                faults.append(f"{path}:{view.lineno} {view.name} takes a form that no model has seen")
    words = f"{len(described)} routes describe what they take, {len(table) - len(described)} take nothing"
    return looked_at(min(seen, len(described)), faults, words, views=seen)


def _unlimited(limits: Mapping[str, str]) -> list[str]:
    return [door for door in GUESSED_AT if not limits.get(door)]


def _asked_by_others(around: Surroundings) -> Iterator[tuple[str, Answer]]:
    address = around.site + CHECK_AUTH
    for origin in _origins(around.site):
        yield origin, around.network.get(address, origin=origin)
        asking = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        yield origin, around.network.request("OPTIONS", address, headers=asking)


def _origins(site: str) -> Iterable[str]:
    """A stranger, a page without an origin, and two whose names look like ours to a careless comparison."""
    scheme, netloc = urlsplit(site)[:2]
    return ("https://evil.invalid", "null", f"{scheme}://{netloc}.evil.invalid", f"{scheme}://evil-{netloc}")


def _shared(origin: str, answer: Answer) -> Iterator[str]:
    allowed = answer.header("Access-Control-Allow-Origin")
    if allowed == "*" and answer.header("Access-Control-Allow-Credentials").lower() == "true":
        yield f"everybody may read with the person's cookies, also {origin}"
    elif allowed:
        yield f"{origin} may read: Access-Control-Allow-Origin is {allowed}"


def _asked_by_a_stranger(around: Surroundings, policy: Mapping[str, Any]) -> int:
    """With ids that nobody has, and nothing to change, so that even an open door does no harm."""
    rule = re.sub(r"<int:\w+>", "1", re.sub(r"<uuid:\w+>|<\w+>", lambda _: str(uuid4()), policy["rule"]))
    return around.network.request(policy["method"], around.site + rule).status


BOXES = (
    Box(
        "9.2.1",
        "Tries are counted, whatever address they claim",
        all_of=(
            doors_that_are_guessed_at_have_limits,
            another_address_starts_no_new_count,
            proven("9.2.1", LIMIT_TESTS),
        ),
        passes="every route has a limit; the sixth try for an account is answered 429 from any made-up address",
        fix=f"Count with `core.limits`, say it by `open_to(limit=…)`; `mingus evidence run 9.2.1 -- {LIMIT_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "9.2.2",
        "No other site's page may read our answers",
        all_of=(other_sites_may_not_read,),
        passes="no Access-Control-Allow-Origin for strangers, null or lookalikes; never * together with cookies",
        fix="See who CORS_ORIGINS names; Mingus's own pages need nobody there.",
        stages=DEPLOYED,
    ),
    Box(
        "9.2.3",
        "The API turns away whom it does not know",
        all_of=(strangers_get_in_nowhere, proven("9.2.3", ACCESS_TESTS)),
        passes="every route has a policy; strangers get 401, 403 or 404; nobody reaches another person's things",
        fix=f"Put `@signed_in` or `@open_to` on the view; `mingus evidence run 9.2.3 -- {ACCESS_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "9.2.4",
        "Whatever comes in is described by a model",
        all_of=(
            every_body_has_a_model,
            proven("9.2.4", BODY_TESTS),
        ),
        passes="every body goes through a model; made-up requests are never answered 5xx, nor taken when they break it",
        fix=f"Give the route `@bp.input(Model)` or validate the form; `mingus evidence run 9.2.4 -- {BODY_TESTS}`",
    ),
)
