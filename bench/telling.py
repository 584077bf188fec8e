"""Whether the time of an answer tells who is a member: known and unknown addresses, asked in random order.

Abuse case A20. `tests/abuse/test_A20_enumeration.py` holds that bytes, statements and hashes are the same; this is
what is left: Mann and Whitney's test over two samples, and how far their medians are apart.
"""

import math
import os
import random
import statistics
import time
from collections.abc import Sequence
from typing import Any, Final

from bench.installation import connect, make_member
from mingus.core.ids import new_id

EACH: Final = 200
PEOPLE: Final = 40
DOORS: Final = {
    "login": "/api/auth/login",
    "register": "/api/auth/register",
    "forgotten": "/api/auth/forgot-password",
}


def telling() -> dict[str, dict[str, float]]:
    """For each door: |z| of the ranks of two hundred known and two hundred unknown, and the distance of the medians."""
    connect(os.environ)
    from mingus.wsgi import app

    known = [f"{make_member().household_id.hex}@example.com" for _ in range(PEOPLE)]
    return {name: _asked(app, path, known) for name, path in DOORS.items()}


def _asked(app: Any, path: str, known: Sequence[str]) -> dict[str, float]:
    turns = [(is_known, number) for is_known in (True, False) for number in range(EACH)]
    random.Random(20).shuffle(turns)
    nobodies = [f"{new_id().hex}@example.com" for _ in range(EACH)]  # new at each door: registering makes members
    client, seconds = app.test_client(), {True: list[float](), False: list[float]()}
    headers = {"X-CSRF-Token": client.get("/api/csrf/token").get_json()["csrf_token"]}
    for turn, (is_known, number) in enumerate(turns):
        email = known[number % PEOPLE] if is_known else nobodies[number]
        here = {"REMOTE_ADDR": f"2001:db8:{len(path):x}:{turn:x}::1"}
        began_at = time.perf_counter()
        answer = client.post(path, json=_form(path, email), headers=headers, environ_overrides=here)
        seconds[is_known].append(time.perf_counter() - began_at)
        assert answer.status_code < 500, (path, answer.status_code)
    middle = {is_known: statistics.median(took) for is_known, took in seconds.items()}
    return {"z": abs(_z(seconds[True], seconds[False])), "apart": abs(middle[True] / middle[False] - 1)}


def _form(path: str, email: str) -> dict[str, object]:
    if path == DOORS["forgotten"]:
        return {"email": email}
    given: dict[str, object] = {"email": email, "password": "not the password of anybody"}
    if path == DOORS["register"]:
        given |= {"first_name": "Ada", "last_name": "Bell", "terms_accepted": True}
    return given


def _z(one: Sequence[float], other: Sequence[float]) -> float:
    """Mann and Whitney's U as a standard normal deviate; times to the nanosecond have next to no ties."""
    ranked = sorted([(value, True) for value in one] + [(value, False) for value in other])
    ranks = sum(rank for rank, (_, is_one) in enumerate(ranked, start=1) if is_one)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    return (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
