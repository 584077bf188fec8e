"""10.3: the very same commit has lived in staging, with its migrations and its vendors."""

from mingus.checklist.box import Box, database
from mingus.checklist.looking import database as looking
from mingus.checklist.proof import digitalocean, proven, vendor
from mingus.checklist.rules import DEPLOYED

JOURNEYS = "bin/test tests/journeys"
MIGRATION_TESTS = "bin/test tests/core/test_migrate.py"
VENDORS = (
    ("RESEND_API_KEY", "a message to delivered@resend.dev"),
    ("STRIPE_SECRET_KEY", "a payment with a test card"),
    ("TWILIO_AUTH_TOKEN", "a message to Twilio's test number"),
    ("PLAID_SECRET", "a link to the sandbox's bank"),
)

BOXES = (
    Box(
        "10.3.1",
        "Staging ran this commit first",
        all_of=(
            digitalocean(
                "GET /v2/apps/{id}/deployments", "staging ran this commit ACTIVE, 30 minutes before production"
            ),
        ),
        passes="staging's deployment of this commit was ACTIVE at least 30 minutes before production's",
        fix="Deploy to staging, wait half an hour, look at it, then deploy the same commit to production.",
        stages=DEPLOYED,
    ),
    Box(
        "10.3.2",
        "Every journey passed in staging",
        all_of=(proven("10.3.2", JOURNEYS),),
        passes="the journeys passed on this commit",
        fix=f"`mingus evidence run 10.3.2 -- {JOURNEYS}`",
    ),
    Box(
        "10.3.3",
        "The migrations went through, there and back",
        all_of=(
            database(looking.newest_migration_is_there),
            database(looking.migration_run_is_logged),
            proven("10.3.3", MIGRATION_TESTS),
        ),
        rolls_up=("3.1.*",),
        passes="staging is at the newest migration and 3.1 passes; going back one and forth again passed",
        fix=f"`mingus db migrate` in staging; `mingus evidence run 10.3.3 -- {MIGRATION_TESTS}`",
    ),
    Box(
        "10.3.4",
        "Every vendor did what we asked, and told us so",
        all_of=tuple(vendor(setting, request, "its webhook tells us within a minute") for setting, request in VENDORS),
        passes="a message, a payment, a text and a link in staging each came back by webhook within 60 seconds",
        fix="Set the vendors' keys for trials and their webhooks in staging.",
        stages=DEPLOYED,
    ),
)
