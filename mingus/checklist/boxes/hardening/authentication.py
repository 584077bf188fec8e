"""9.1: who gets in, for how long, and with which password."""

import re
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

from mingus.checklist.box import Box, configuration, database, live, static
from mingus.checklist.looking.forged_tokens import forgeries
from mingus.checklist.looking.token_readers import believers, forgotten, readers
from mingus.checklist.missing import Missing
from mingus.checklist.proof import proven
from mingus.checklist.rules import DEPLOYED, Finding, all_of, failed, judged, looked_at, passed, warned
from mingus.checklist.surroundings import Surroundings
from mingus.core import clock
from mingus.ops import schema

CHECK_AUTH = "/api/auth/check-auth"
PRIVATE_PAGE = "/settings"
COOKIES = ("__Host-session", "session")
PLANTED = "planted-0123456789-abcdefghijklmnopqrstuvwxyz"
MAX_IDLE_SECONDS, MAX_ABSOLUTE_SECONDS = 3_600, 86_400  # SP 800-63B-4, 2.2.3: an hour, a day
MIN_COMMON = 3_000
MIN_MEMORY_KIB, MIN_PASSES = 19 * 1024, 2
MUST_TAKE = ("15 small letters", "64 characters")
MUST_REFUSE = ("14 characters", "a favourite, twice")
LEAK_SETTINGS = ("PASSWORD_BREACHES_FILE", "PASSWORD_RANGE_URL")
FORGERY_TESTS = "bin/test tests/abuse/test_A04_forged_tokens.py tests/abuse/test_A05_used_tokens.py tests/identity/api"
SESSION_TESTS = "bin/test tests/identity/test_authentication.py tests/identity/pages tests/journeys/test_sessions.py"
RULE_TESTS = "bin/test tests/identity/rules tests/identity/test_passwords.py tests/identity/test_breaches.py"


@static
def one_place_reads_tokens(around: Surroundings) -> Finding:
    """JWTs are read in one place, which fixes algorithm, issuer, audience, and what must be there."""
    places, faults = [], []
    for path, module in around.tree.modules("mingus/"):
        faults += [f"{path}:{line} believes a token before its signature" for line in believers(module)]
        for call in readers(module):
            places.append(f"{path}:{call.lineno}")
            faults += [f"{path}:{call.lineno} {fault}" for fault in forgotten(call, module)]
    if len(places) > 1:
        faults.append(f"tokens are read in {len(places)} places: {', '.join(places)}")
    return looked_at(len(places), faults, f"one place reads tokens, {', '.join(places)}, and leaves nothing open")


@live
def forged_tokens_open_nothing(around: Surroundings) -> Finding:
    """Twelve forged tokens, each wrong in one thing, are all answered 401."""
    forged = forgeries(around.setting("JWT_SECRET_KEY"), clock.now())
    statuses = {
        name: around.network.get(around.site + CHECK_AUTH, authorization=f"Bearer {token}").status
        for name, token in forged.items()
    }
    faults = [f"a token {name} is answered {status}" for name, status in statuses.items() if status != 401]
    return looked_at(len(forged), faults, f"{len(forged)} forged tokens were answered 401")


@configuration
def sessions_end(around: Surroundings) -> Finding:
    """A sign-in ends when it is not used, and ends in any case."""
    return judged(_endless(around.booted["sign_in"], around.environ), "sign-ins end after disuse, and after a day")


@live
def a_planted_session_opens_nothing(around: Surroundings) -> Finding:
    """A session's id that somebody else chose opens no page, and is never handed out."""
    planted = "; ".join(f"{name}={PLANTED}" for name in COOKIES)
    faults = []
    for path, wanted in ((CHECK_AUTH, {401}), (PRIVATE_PAGE, {302, 303, 401}), ("/login", {200})):
        answer = around.network.get(around.site + path, cookie=planted)
        if answer.status not in wanted:
            faults.append(f"{path} answers {answer.status} to a planted session")
        faults += [f"{path} hands a planted session out" for said in answer.all("Set-Cookie") if _is_planted(said)]
    return judged(faults, "a planted session opens nothing and is never handed out", addresses=3)


@configuration
def passwords_are_long_and_free(around: Surroundings) -> Finding:
    """Fifteen characters and no other rule, long ones taken, what everybody picks refused, hashed by Argon2id."""
    sign_in = around.booted["sign_in"]
    policy = judged(_policy_faults(sign_in), f"15 characters, {sign_in['common']:,} refused, {sign_in['hash']}")
    return all_of([policy, _leaks(sign_in, around.environ)])


@database
def every_hash_is_strong(around: Surroundings) -> Finding:
    """Every stored password hash is Argon2id with at least 19 MiB and two passes."""
    with around.database() as connection:
        found = schema.password_hashes(connection)
    if not found.total:
        raise Missing("no evidence yet: nobody has joined, so no hash can be looked at")
    weak = [f"{count} of kind {kind}" for kind, count in found.kinds]
    faults = [f"{found.weak} of {found.total} hashes are too weak ({'; '.join(weak)})"] if found.weak else []
    return judged(faults, f"{found.total} of {found.total} hashes are strong", hashes=found.total)


def _endless(sign_in: Mapping[str, Any], environ: Mapping[str, str]) -> list[str]:
    """What this environment says goes before what Mingus does by itself."""
    idle = int(environ.get("SESSION_IDLE_SECONDS") or sign_in["idle_seconds"])
    absolute = int(environ.get("SESSION_ABSOLUTE_SECONDS") or sign_in["absolute_seconds"])
    faults = []
    if not 0 < idle <= MAX_IDLE_SECONDS:
        faults.append(f"an unused sign-in lasts {idle} seconds")
    if not 0 < absolute <= MAX_ABSOLUTE_SECONDS:
        faults.append(f"a used sign-in lasts {absolute} seconds")
    return faults


def _is_planted(said: str) -> bool:
    return any(morsel.value == PLANTED for morsel in SimpleCookie(said).values())


def _leaks(sign_in: Mapping[str, Any], environ: Mapping[str, str]) -> Finding:
    """What leaked elsewhere is refused; that nobody is asked here is worth a warning, as the built-in list goes on."""
    if not sign_in["looks_up_leaks"]:
        return failed("a password that is in a file of leaked ones is taken")
    if not any(environ.get(name) for name in LEAK_SETTINGS):
        return warned(f"leaked passwords are looked up nowhere: set {' or '.join(LEAK_SETTINGS)}")
    return passed("leaked passwords are looked up and refused")


def _policy_faults(sign_in: Mapping[str, Any]) -> list[str]:
    faults = [f"{name} are refused" for name in MUST_TAKE if name not in sign_in["takes"]]
    faults += [f"{name}: taken" for name in MUST_REFUSE if name in sign_in["takes"]]
    if sign_in["common"] < MIN_COMMON:
        faults.append(f"only {sign_in['common']} common passwords are refused")
    cost = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)", sign_in["hash"])
    if not cost or int(cost[1]) < MIN_MEMORY_KIB or int(cost[2]) < MIN_PASSES:
        faults.append(f"passwords are hashed by {sign_in['hash']}")
    return faults


BOXES = (
    Box(
        "9.1.1",
        "No forged token opens anything",
        all_of=(one_place_reads_tokens, forged_tokens_open_nothing, proven("9.1.1", FORGERY_TESTS)),
        passes="one place reads tokens and leaves nothing open; twelve forged ones get 401; their tests passed",
        fix=f"Read tokens by `mingus.identity.tokens.read` alone; `mingus evidence run 9.1.1 -- {FORGERY_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "9.1.2",
        "Sessions are new at sign-in and end when they should",
        all_of=(sessions_end, a_planted_session_opens_nothing, proven("9.1.2", SESSION_TESTS)),
        passes="idle for at most an hour, a day in all; a planted id opens nothing; sign-in, sign-out tests passed",
        fix=f"Set SESSION_IDLE_SECONDS and SESSION_ABSOLUTE_SECONDS; `mingus evidence run 9.1.2 -- {SESSION_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "9.1.3",
        "Passwords are long, uncommon and hashed hard",
        all_of=(passwords_are_long_and_free, every_hash_is_strong, proven("9.1.3", RULE_TESTS)),
        passes="15 characters, no other rule, 3,000 common and all breached ones refused; every hash Argon2id 19 MiB",
        fix=f"Set {' or '.join(LEAK_SETTINGS)} (docs/deploy.md); `mingus evidence run 9.1.3 -- {RULE_TESTS}`",
    ),
)
