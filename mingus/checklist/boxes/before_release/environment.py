"""10.1: the release was tried as production runs it: its settings, its stores, its vendors, its speed."""

from mingus.checklist.box import Box, database, redis
from mingus.checklist.looking import database as looking
from mingus.checklist.looking import redis_server
from mingus.checklist.proof import proven, vendor
from mingus.checklist.rules import DEPLOYED

BOOT_TESTS = "bin/test tests/core/settings tests/test_app.py tests/test_wsgi.py tests/test_worker.py"
BENCH = "bench/run"
VENDORS = (
    ("STRIPE_SECRET_KEY", "Stripe GET /v1/balance"),
    ("PLAID_SECRET", "Plaid POST /institutions/get"),
    ("RESEND_API_KEY", "Resend GET /domains"),
    ("TWILIO_AUTH_TOKEN", "Twilio GET /2010-04-01/Accounts/{sid}.json"),
    ("OPENAI_API_KEY", "OpenAI GET /v1/models"),
)

BOXES = (
    Box(
        "10.1.1",
        "It boots and serves under the whole production configuration",
        all_of=(proven("10.1.1", BOOT_TESTS),),
        passes="the tests that boot web and worker as production passed on this commit",
        fix=f"`mingus evidence run 10.1.1 -- {BOOT_TESTS}`",
    ),
    Box(
        "10.1.2",
        "Database and Redis let us in, encrypted, with room",
        all_of=(
            database(looking.database_answers),
            database(looking.connection_is_encrypted),
            database(looking.connections_have_room),
            redis(redis_server.redis_answers),
        ),
        passes="both answer within two seconds over TLS, in a version we know, with at most 80 % of connections used",
        fix="`mingus doctor` says which does not answer and what to do; `mingus config check` reads the addresses.",
    ),
    Box(
        "10.1.3",
        "Every vendor answers to its trial key",
        all_of=tuple(vendor(setting, request, "it answers 200") for setting, request in VENDORS),
        passes="each vendor answers a harmless question with 200, to the key for trials",
        fix="Set the vendors' keys for trials in this stage; `mingus checklist show 10.1.3` says which are missing.",
        stages=DEPLOYED,
    ),
    Box(
        "10.1.4",
        "The release was measured and is quick enough",
        all_of=(proven("10.1.4", BENCH),),
        passes="the measurements of this commit are within the limits that bench/README.md names",
        fix=f"`mingus evidence run 10.1.4 -- {BENCH}`",
    ),
)
