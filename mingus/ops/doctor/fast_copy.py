"""What the doctor asks Redis, if there is one: it holds nothing that can't be lost, so having none is fine."""

import time
from urllib.parse import urlsplit

from mingus.ops.doctor.finding import Finding, ok, problem, warning
from mingus.ops.doctor.patient import Patient

ANSWER_SECONDS = 1.5
SLOW_SECONDS = 0.05  # what Mingus itself waits for it
LOCAL_HOSTS = {None, "localhost", "127.0.0.1", "::1"}
NAME = "Redis"


def examine(patient: Patient) -> list[Finding]:
    """Whether the Redis or Valkey that REDIS_URL names answers."""
    url = patient.environ.get("REDIS_URL", "")
    if not url:
        return [ok(NAME, "not used: REDIS_URL is not set, and Mingus works without")]
    return [_ask(url)]


def _ask(url: str) -> Finding:
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        client = Redis.from_url(
            url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS, retry=None, protocol=2
        )
    except ValueError:
        return problem(NAME, "REDIS_URL is not an address of a Redis", "set it to redis://… or rediss://…, or unset it")
    try:
        with client:
            client.ping()
            began_at = time.monotonic()
            client.ping()
            return _judged(url, time.monotonic() - began_at)
    except RedisError as error:
        # Its text may quote the address, and with it the password.
        said = f"does not answer as it should ({type(error).__name__})"
        return problem(NAME, said, "start it, or compare REDIS_URL with it; Mingus also works with REDIS_URL unset")


def _judged(url: str, seconds: float) -> Finding:
    parts = urlsplit(url)
    if seconds > SLOW_SECONDS:
        said = f"answers in {seconds * 1000:.0f} ms, and Mingus waits {SLOW_SECONDS * 1000:.0f} ms"
        return warning(NAME, said, "place it nearer, or unset REDIS_URL")
    if parts.scheme == "redis" and parts.hostname not in LOCAL_HOSTS:
        return warning(NAME, f"at {parts.hostname} answers without encryption", "use rediss:// in REDIS_URL")
    return ok(NAME, f"answers in {seconds * 1000:.0f} ms")
