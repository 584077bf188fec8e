"""9.1.4: a second factor stands beside the password, and operators cannot do without."""

import secrets
from typing import Final

import orjson

from mingus.checklist.box import Box, configuration, database, live
from mingus.checklist.proof import proven
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

SECOND_STEP: Final = "/api/auth/login/second"
PASSKEY: Final = "/api/auth/login/passkey"
MAX_STEPS_ASIDE: Final = 1
MAX_TRIES: Final = 5
MIN_LOCKED_SECONDS: Final = 900
TESTS: Final = (
    "bin/test tests/identity/test_factor_attempts.py tests/identity/service/test_factors.py"
    " tests/abuse/test_A16_guessed_codes.py tests/abuse/test_A17_used_codes.py tests/abuse/test_A42_operators.py"
    " tests/journeys/test_second_factors.py"
)


@configuration
def codes_are_short_lived_and_rarely_tried(around: Surroundings) -> Finding:
    """A code is taken in its own half minute and one beside it; five wrong ones lock the guessing for a while."""
    found = around.booted["second_factor"]
    faults = [f"a code of {step} steps aside is taken" for step in found["takes_steps"] if abs(step) > MAX_STEPS_ASIDE]
    if 0 not in found["takes_steps"]:
        faults.append("the code of this moment is refused")
    if not 0 < found["tries"] <= MAX_TRIES:
        faults.append(f"{found['tries']} wrong codes are let through")
    if found["locked_seconds"] < MIN_LOCKED_SECONDS:
        faults.append(f"the lock is open again after {found['locked_seconds']} seconds")
    return judged(faults, f"codes of {len(found['takes_steps'])} half minutes are taken, {found['tries']} times")


@database
def no_operator_is_without_one(around: Surroundings) -> Finding:
    """Whoever may look at other people's data has a passkey or an authenticator app."""
    with around.database() as connection:
        every, without = schema.operators(connection)
    faults = [f"{without} of {every} operators have no second factor"] if without else []
    return judged(faults, f"{every} of {every} operators have a second factor", operators=every)


@live
def the_second_step_opens_to_nobody_alone(around: Surroundings) -> Finding:
    """Without the first step, made up or left out, no code and no passkey signs anybody in."""
    code, token = f"{secrets.randbelow(1_000_000):06}", secrets.token_urlsafe(32)
    asked: dict[str, tuple[str, dict[str, object]]] = {
        "a made-up first step": (SECOND_STEP, {"pending_token": token, "code": code}),
        "no first step": (SECOND_STEP, {"pending_token": "", "code": code}),
        "a made-up recovery code": (SECOND_STEP, {"pending_token": token, "code": secrets.token_hex(14)}),
        "a passkey that says nothing": (PASSKEY, {"credential": {}}),
    }
    statuses = {what: _asked(around, path, body) for what, (path, body) in asked.items()}
    faults = [f"{what} is answered {status}" for what, status in statuses.items() if status not in {400, 401, 422, 429}]
    return judged(faults, f"{len(asked)} second steps without a first were refused", asked=len(asked))


def _asked(around: Surroundings, path: str, body: dict[str, object]) -> int:
    headers = {"Content-Type": "application/json"}
    return around.network.request("POST", around.site + path, headers=headers, body=orjson.dumps(body)).status


BOXES = (
    Box(
        "9.1.4",
        "A second factor, which operators must have",
        all_of=(
            codes_are_short_lived_and_rarely_tried,
            no_operator_is_without_one,
            the_second_step_opens_to_nobody_alone,
            proven("9.1.4", TESTS),
        ),
        passes="a code works once, five wrong ones lock, its secret is sealed, and no operator is without one",
        fix=f"`mingus user revoke-operator E-MAIL` for who has none; `mingus evidence run 9.1.4 -- {TESTS}`",
        stages=DEPLOYED,
    ),
)
