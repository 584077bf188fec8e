"""2.3: keys of the companies Mingus works with: whether each is a live one here, and what its owner says of it."""

from mingus.checklist.box import Box, Part, configuration
from mingus.checklist.looking.environment import effective, faults_of
from mingus.checklist.proof import attested, vendor
from mingus.checklist.rules import DEPLOYED, Finding, Stage, judged, passed, warned
from mingus.checklist.surroundings import Surroundings

SPENDING_DAYS = 180
NO_USE = "is not set, without which"


def live_key(name: str, *beginnings: str, beside: tuple[str, ...] = ()) -> Part:
    """A part that holds while a key is set, begins like a live one, has its shape, and so has what belongs to it."""

    @configuration
    def the_key_is_a_live_one(around: Surroundings) -> Finding:
        value = around.setting(name)
        faults = faults_of(around, name, *beside)
        if beginnings and not value.startswith(beginnings):
            faults.append(f"{name} does not begin with {' or '.join(beginnings)}")
        faults += [f"{other} {NO_USE} {name} is of no use" for other in beside if not effective(around, other)]
        return judged(faults, f"{name} has the shape of a live key")

    return the_key_is_a_live_one


@configuration
def the_key_is_restricted(around: Surroundings) -> Finding:
    """A key that may do everything at Stripe is more than Mingus needs."""
    if around.setting("STRIPE_SECRET_KEY").startswith("sk_"):
        return warned("STRIPE_SECRET_KEY may do everything (sk_); a restricted key (rk_) is better")
    return passed("STRIPE_SECRET_KEY is a restricted key")


@configuration
def the_banks_are_real(around: Surroundings) -> Finding:
    """Production reads people's own banks; staging may keep to made-up ones."""
    around.setting("PLAID_SECRET")
    world = effective(around, "PLAID_ENV")
    faults = ["PLAID_ENV is not production"] if around.stage is Stage.PRODUCTION and world != "production" else []
    return judged(faults, f"PLAID_ENV is {world}")


BOXES = (
    Box(
        "2.3.1",
        "Stripe: the server's key is live",
        all_of=(
            live_key("STRIPE_SECRET_KEY", "rk_live_", "sk_live_"),
            the_key_is_restricted,
            vendor("STRIPE_SECRET_KEY", "Stripe GET /v1/balance", "it answers 200 with livemode=true"),
        ),
        passes="begins with rk_live_ (sk_live_ warns) and Stripe answers in live mode",
        fix="Make a restricted key in Stripe's live mode and set STRIPE_SECRET_KEY; `mingus config check` looks at it.",
        stages=DEPLOYED,
    ),
    Box(
        "2.3.2",
        "Stripe: the browser's key is live",
        all_of=(
            live_key("STRIPE_PUBLISHABLE_KEY", "pk_live_"),
            vendor(
                "STRIPE_PUBLISHABLE_KEY",
                "Stripe POST /v1/tokens without data",
                "it answers 400 and not 401, and the account is that of STRIPE_SECRET_KEY",
            ),
        ),
        passes="begins with pk_live_ and Stripe knows it, in the account of the server's key",
        fix="Copy the publishable key of the same account in live mode and set STRIPE_PUBLISHABLE_KEY.",
        stages=DEPLOYED,
    ),
    Box(
        "2.3.3",
        "Resend: the key works for our domain",
        all_of=(
            live_key("RESEND_API_KEY", "re_", beside=("MAIL_FROM",)),
            vendor("RESEND_API_KEY", "Resend GET /domains", "the domain of MAIL_FROM is listed as verified"),
        ),
        passes="begins with re_, MAIL_FROM says who sends, and Resend lists its domain as verified",
        fix="Make a key at Resend, set RESEND_API_KEY and MAIL_FROM, and verify the domain there.",
        stages=DEPLOYED,
    ),
    Box(
        "2.3.4",
        "Twilio: the token opens a full account",
        all_of=(
            live_key("TWILIO_AUTH_TOKEN", beside=("TWILIO_ACCOUNT_SID",)),
            vendor(
                "TWILIO_AUTH_TOKEN",
                "Twilio GET /2010-04-01/Accounts/{SID}.json",
                "the account is active and full, and its messaging service has a sender",
            ),
        ),
        passes="32 hexadecimal digits beside an account's id, and Twilio says active and full",
        fix="Copy id and token of the account at Twilio and set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.",
        stages=DEPLOYED,
    ),
    Box(
        "2.3.5",
        "OpenAI: the key works and spending has an end",
        all_of=(
            live_key("OPENAI_API_KEY", "sk-"),
            vendor("OPENAI_API_KEY", "OpenAI GET /v1/models", "it answers 200 and lists the model Mingus uses"),
            attested("2.3.5", "the project at OpenAI has a limit on what it spends", days=SPENDING_DAYS),
        ),
        passes=f"begins with sk-, OpenAI answers, and a limit on spending was signed for within {SPENDING_DAYS} days",
        fix="Make OPENAI_API_KEY in a project with a limit; then `mingus checklist attest 2.3.5 --by MEMBER`.",
        stages=DEPLOYED,
    ),
    Box(
        "2.3.6",
        "Plaid: the secret opens people's own banks",
        all_of=(
            live_key("PLAID_SECRET", beside=("PLAID_CLIENT_ID",)),
            the_banks_are_real,
            vendor(
                "PLAID_SECRET",
                "Plaid POST /institutions/get, count 1",
                "it answers 200, and the address of webhooks is https and ours",
            ),
        ),
        passes="30 hexadecimal digits beside a client's id, PLAID_ENV is production in production, and Plaid answers",
        fix="Copy client id and production secret at Plaid; set PLAID_CLIENT_ID, PLAID_SECRET and PLAID_ENV.",
        stages=DEPLOYED,
    ),
)
