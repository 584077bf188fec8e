"""Whom Mingus asks for something: one question for each vendor that changes nothing and shows that our key is good."""

from mingus.checklist.proof import vendor

STRIPE = vendor("STRIPE_SECRET_KEY", "GET https://api.stripe.com/v1/balance", "livemode is true")
RESEND = vendor("RESEND_API_KEY", "GET https://api.resend.com/domains", "our domain is verified")
TWILIO = vendor(
    "TWILIO_AUTH_TOKEN", "GET https://api.twilio.com/2010-04-01/Accounts/{sid}.json", "the account is active"
)
OPENAI = vendor("OPENAI_API_KEY", "GET https://api.openai.com/v1/models", "our model is among them")
PLAID = vendor("PLAID_SECRET", "POST https://production.plaid.com/institutions/get", "it answers 200")
SENTRY = vendor("SENTRY_DSN", "GET the organisation's stats of its API", "events are accepted")

EVERY_ONE = (STRIPE, RESEND, TWILIO, OPENAI, PLAID, SENTRY)
