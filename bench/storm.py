"""How long a cheap page takes while eight sign in at once and again, against the same in peace; one web process."""

import os
import statistics
import threading
import time
from itertools import count
from typing import Any

from bench.installation import connect

SIGNING_IN = 8
LOOKS = 400
PAUSE_SECONDS = 0.01
_numbers = count(1)


def storm() -> dict[str, float]:
    """Seconds that one look of a hundred takes longer than (p99), in peace and in the storm, and tries a second."""
    connect(os.environ)
    from mingus.wsgi import app

    over, tried = threading.Event(), count()
    peace = _p99(app)
    crowd = [threading.Thread(target=_keep_trying, args=(app, over, tried)) for _ in range(SIGNING_IN)]
    for one in crowd:
        one.start()
    began_at = time.perf_counter()
    stormy = _p99(app)
    seconds = time.perf_counter() - began_at
    over.set()
    for one in crowd:
        one.join()
    return {"peace": peace, "storm": stormy, "tries_a_second": next(tried) / seconds}


def _p99(app: Any) -> float:
    client, seconds = app.test_client(), []
    for _ in range(LOOKS):
        began_at = time.perf_counter()
        assert client.get("/login").status_code == 200
        seconds.append(time.perf_counter() - began_at)
        time.sleep(PAUSE_SECONDS)
    return statistics.quantiles(seconds, n=100)[-1]


def _keep_trying(app: Any, over: threading.Event, tried: "count[int]") -> None:
    """Wrong passwords for addresses that nobody has, each from a network of its own: hashed, or told to wait."""
    client = app.test_client()
    headers = {"X-CSRF-Token": client.get("/api/csrf/token").get_json()["csrf_token"]}
    while not over.is_set():
        number = next(_numbers)
        form = {"email": f"{number}@example.com", "password": "quite the wrong words"}
        here = {"REMOTE_ADDR": f"2001:db8:{number >> 16:x}:{number & 0xFFFF:x}::1"}
        answer = client.post("/login", data=form, headers=headers, environ_overrides=here)
        assert answer.status_code in {401, 503}, answer.status_code
        next(tried)
