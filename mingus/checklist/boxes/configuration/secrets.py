"""2.1: the secrets everything rests on: strong, different, and fitting the stores they open."""

from urllib.parse import urlsplit

from mingus.checklist.box import Box, Part, configuration, database, redis
from mingus.checklist.looking.database import address_demands_tls, asking, connection_is_encrypted
from mingus.checklist.looking.environment import effective
from mingus.checklist.looking.redis_server import redis_address_demands_tls, redis_answers
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged, passed
from mingus.checklist.surroundings import Surroundings
from mingus.core.crypto import KeyRing
from mingus.core.settings import SCHEMA, decode_key, weakness
from mingus.ops import schema

MIN_CHARACTERS = 32
ALGORITHM = "HS256"
FIELD_KEY, OLD_KEYS = "FIELD_ENCRYPTION_KEY", "FIELD_ENCRYPTION_KEYS_OLD"
SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


def strong(name: str) -> Part:
    """A part that holds while a secret is long, random, and stands under no other name."""

    @configuration
    def the_secret_is_strong(around: Surroundings) -> Finding:
        value = around.setting(name)
        faults = [] if len(value) >= MIN_CHARACTERS else [f"{name} has fewer than {MIN_CHARACTERS} characters"]
        faults += [f"{name} {why}" for why in [weakness(value)] if why]
        others = _secrets(around, name)
        faults += [f"{name} is the same as {other}" for other, text in others.items() if _same(value, text)]
        return judged(faults, f"{name} is long and random, and none of {len(others)} other secrets", others=len(others))

    return the_secret_is_strong


@configuration
def one_algorithm_signs(around: Surroundings) -> Finding:
    """Tokens are signed in one way, so that none can be swapped in; its key is as long as its digest."""
    faults = [] if effective(around, "JWT_ALGORITHM") == ALGORITHM else [f"JWT_ALGORITHM is not {ALGORITHM}"]
    if len(around.setting("JWT_SECRET_KEY").encode()) < MIN_CHARACTERS:
        faults.append(f"JWT_SECRET_KEY has fewer than {MIN_CHARACTERS} bytes")
    taken = [case for case in around.booted["unsafe"] if case["name"] == "JWT_ALGORITHM" and case["exit_code"] == 0]
    faults += [f"production takes JWT_ALGORITHM={case['value']}" for case in taken]
    return judged(faults, f"{ALGORITHM} alone signs tokens")


@configuration
def keys_are_keys(around: Surroundings) -> Finding:
    """The key that seals now, and each former one, is 32 bytes, and no two are the same."""
    current, former = around.setting(FIELD_KEY), _former(around)
    faults = [] if decode_key(current) else [f"{FIELD_KEY} does not decode to 32 bytes"]
    faults += [f"key {number} of {OLD_KEYS} is none" for number, key in enumerate(former, 1) if not decode_key(key)]
    faults += [f"{FIELD_KEY} is also among {OLD_KEYS}" for key in former if _same(current, key)]
    return judged(faults, f"{FIELD_KEY} and {len(former)} former keys are keys of 32 bytes", former=len(former))


@database
def the_registered_key_is_ours(around: Surroundings) -> Finding:
    """What was sealed when the key was registered opens; and every key that data still need is here."""
    current, former = around.setting(FIELD_KEY), _former(around)
    if not all(decode_key(key) for key in (current, *former)):
        raise Missing(f"no credential: {FIELD_KEY} or one of {OLD_KEYS} is no key of 32 bytes")
    with asking(around) as connection:
        found = schema.keys(connection, KeyRing(current, former))
    faults = [f"data need the key {kid}, which is not configured" for kid in found.missing]
    if found.canary == "wrong":
        faults.append(f"{FIELD_KEY} is not the key that was registered as {found.current}")
    if not faults and found.canary != "right":
        raise Missing(f"no evidence yet: this database has never worked with {FIELD_KEY}; `mingus run` registers it")
    return judged(faults, f"the key {found.current} opens what was sealed; {len(found.registered)} keys are registered")


@configuration
def the_address_is_postgresql(around: Surroundings) -> Finding:
    """DATABASE_URL leads to a PostgreSQL and to nothing else."""
    if urlsplit(around.setting("DATABASE_URL")).scheme in SCHEMES:
        return passed("DATABASE_URL leads to a PostgreSQL")
    return judged(["DATABASE_URL does not begin with postgresql://"], "")


def _secrets(around: Surroundings, but: str) -> dict[str, str]:
    """The other secrets of this environment; a list of keys is taken apart."""
    found = {setting.name: around.environ.get(setting.name, "") for setting in SCHEMA if setting.secret}
    return {name: text for name, text in found.items() if text and name != but and not name.endswith(("_URL", "_DSN"))}


def _former(around: Surroundings) -> list[str]:
    return [key.strip() for key in around.environ.get(OLD_KEYS, "").split(",") if key.strip()]


def _same(one: str, other: str) -> bool:
    """Whether two secrets are one, also where a key is written in two ways."""
    return one == other or (decode_key(one) is not None and decode_key(one) == decode_key(other))


MAKE = "`mingus config generate-secrets` makes one"
BOXES = (
    Box(
        "2.1.1",
        "SECRET_KEY is long, random and its own",
        all_of=(strong("SECRET_KEY"),),
        passes="32 characters or more, 128 bits or more, no placeholder, unlike every other secret",
        fix=f"{MAKE}; set SECRET_KEY where Mingus runs. Open forms must be reloaded, nobody is signed out.",
    ),
    Box(
        "2.1.2",
        "JWT_SECRET_KEY is strong and signs one way",
        all_of=(strong("JWT_SECRET_KEY"), one_algorithm_signs),
        passes="like 2.1.1, at least 32 bytes; HS256 is the one algorithm, and another does not start",
        fix=f"{MAKE}; set JWT_SECRET_KEY where Mingus runs. Programs sign in again after ten minutes at most.",
    ),
    Box(
        "2.1.3",
        "FIELD_ENCRYPTION_KEY is a key, and the right one",
        all_of=(strong(FIELD_KEY), keys_are_keys, the_registered_key_is_ours),
        passes="32 bytes, unlike every other secret; opens what the key of this name sealed; no former key is missing",
        fix="Bring the right key back from its copy; docs/runbooks/key-rotation.md says how a new one takes over.",
    ),
    Box(
        "2.1.4",
        "The database is reached encrypted and verified",
        all_of=(
            the_address_is_postgresql,
            configuration(address_demands_tls),
            database(connection_is_encrypted),
        ),
        passes="postgresql:// with sslmode=verify-full (require warns), and our connection speaks TLS 1.2 or newer",
        fix="End DATABASE_URL with ?sslmode=verify-full&sslrootcert=FILE; `mingus doctor` tries it.",
    ),
    Box(
        "2.1.5",
        "Redis is reached encrypted and verified",
        all_of=(configuration(redis_address_demands_tls), redis(redis_answers)),
        passes="rediss:// with its certificate checked, and it answers PING",
        fix="Begin REDIS_URL with rediss:// and take ssl_cert_reqs out; `mingus doctor` tries it.",
    ),
)
