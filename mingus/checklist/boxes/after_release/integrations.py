"""12.2: what Mingus sends to the world arrives."""

from mingus.checklist.box import Box
from mingus.checklist.proof import unbuilt, vendor
from mingus.checklist.rules import DEPLOYED, Kind

BOXES = (
    Box(
        "12.2.1",
        "A letter of ours arrives",
        all_of=(
            vendor("RESEND_API_KEY", "GET https://api.resend.com/emails/{id}", "its last event is delivered"),
            unbuilt(Kind.EVIDENCE, "sending a letter to ourselves and reading its headers"),
        ),
        passes="delivered within 60 seconds; SPF, DKIM and DMARC pass in its headers",
        fix="Mail goes out by SMTP_URL (docs/deploy.md); asking the vendor what became of it is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "12.2.2",
        "A payment goes through, and back",
        all_of=(
            vendor(
                "STRIPE_SECRET_KEY",
                "GET https://api.stripe.com/v1/webhook_endpoints",
                "ours is enabled, with our events",
            ),
            unbuilt(Kind.EVIDENCE, "paying one unit and giving it back, and refusing a forged signature"),
        ),
        passes="the webhook is enabled, a forged signature gets 400, a charge and its refund are on record",
        fix="Plans and payment are not built yet (docs/features.csv).",
        stages=DEPLOYED,
    ),
    Box(
        "12.2.3",
        "A text message arrives",
        all_of=(
            vendor("TWILIO_AUTH_TOKEN", "GET /2010-04-01/Accounts/{sid}/Messages/{id}.json", "its status is delivered"),
            unbuilt(Kind.EVIDENCE, "sending a message to ourselves, and none to who said STOP"),
        ),
        passes="delivered, and nobody who opted out gets one",
        fix="Text messages are not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "12.2.4",
        "Advice comes, or its absence is borne",
        all_of=(
            vendor(
                "OPENAI_API_KEY", "POST https://api.openai.com/v1/responses", "a known question is answered in 15 s"
            ),
            unbuilt(Kind.EVIDENCE, "advice worded by a model, and its guard"),
        ),
        passes="the answer fits its schema and repeats no secret; without the key people still get something",
        fix="Advice comes by rules, without a key; advice worded by a model is not built yet (docs/features.csv).",
        stages=DEPLOYED,
    ),
)
