"""Mail and the companies Mingus can work with. Each is optional; a key that is set must have its shape."""

from typing import Annotated, Literal

from pydantic import BaseModel, SecretStr

from mingus.core.settings.declaring import Rule, Shape, plain, secret
from mingus.core.settings.groups.application import DECLARES
from mingus.core.settings.shapes import WebAddress
from mingus.core.settings.strict import live, only, real_money


class Mail(BaseModel):
    """Mail"""

    model_config = DECLARES

    smtp_url: Annotated[
        SecretStr, Shape("smtps://user:password@host:port, or smtp:// for STARTTLS", r"smtps?://\S+")
    ] = secret("The server that takes mail.", SecretStr(""), example="smtps://mingus@mail.example.com:465")
    mail_from: Annotated[str, Shape("an e-mail address", r"[^@\s<>]+@[^@\s<>]+")] = plain(
        "The sender of Mingus's mail.", "", example="mingus@example.com"
    )
    operator_email: Annotated[str, Shape("an e-mail address", r"[^@\s<>]+@[^@\s<>]+")] = plain(
        "Who is reminded of evidence that runs out.", "", example="operator@example.com"
    )


class Vendors(BaseModel):
    """Other companies"""

    model_config = DECLARES

    stripe_secret_key: Annotated[
        SecretStr, Shape("rk_live_… or sk_live_…", r"(sk|rk)_(live|test)_\w{16,}"), Rule(live)
    ] = secret("Stripe, from our server. A restricted key (rk_) is better.", SecretStr(""))
    stripe_publishable_key: Annotated[str, Shape("pk_live_…", r"pk_(live|test)_\w{16,}"), Rule(live)] = plain(
        "Stripe, from the browser. Not a secret.", "", example="pk_live_…"
    )
    stripe_webhook_secret: Annotated[SecretStr, Shape("whsec_…", r"whsec_\S{16,}"), Rule(live)] = secret(
        "Proves that a webhook comes from Stripe.", SecretStr("")
    )
    resend_api_key: Annotated[SecretStr, Shape("re_…", r"re_\w{12,}"), Rule(live)] = secret(
        "Resend, which delivers mail.", SecretStr("")
    )
    twilio_account_sid: Annotated[str, Shape("AC and 32 hexadecimal digits", r"AC[0-9a-f]{32}"), Rule(live)] = plain(
        "The account at Twilio, which delivers text messages.", "", example="AC…"
    )
    twilio_auth_token: Annotated[SecretStr, Shape("32 hexadecimal digits", r"[0-9a-f]{32}"), Rule(live)] = secret(
        "The token of that account.", SecretStr("")
    )
    openai_api_key: Annotated[SecretStr, Shape("sk-…", r"sk-[\w-]{16,}"), Rule(live)] = secret(
        "OpenAI, which words recommendations.", SecretStr("")
    )
    plaid_client_id: Annotated[str, Shape("24 hexadecimal digits", r"[0-9a-f]{24}"), Rule(live)] = plain(
        "The account at Plaid, which reads bank accounts.", "", example="24 hexadecimal digits"
    )
    plaid_secret: Annotated[SecretStr, Shape("30 hexadecimal digits", r"[0-9a-f]{30}"), Rule(live)] = secret(
        "The secret of that account in the world PLAID_ENV names.", SecretStr("")
    )
    plaid_env: Annotated[Literal["sandbox", "production"], Rule(real_money)] = plain(
        "Plaid's world: made-up banks, or people's own.", "sandbox"
    )
    digitalocean_token: Annotated[
        SecretStr, Shape("dop_v1_ and 64 hexadecimal digits", r"do[opr]_v1_[0-9a-f]{64}"), Rule(live)
    ] = secret(
        "Reads (and, for launching, changes) the installation at DigitalOcean. Never part of the app.", SecretStr("")
    )

    stripe_api_base: Annotated[WebAddress, Rule(only("stripe.com"))] = plain(
        "Where Stripe is. Tests point it at a stand-in.", "https://api.stripe.com"
    )
    resend_api_url: Annotated[WebAddress, Rule(only("resend.com"))] = plain(
        "Where Resend is.", "https://api.resend.com"
    )
    twilio_api_base: Annotated[WebAddress, Rule(only("twilio.com"))] = plain(
        "Where Twilio is.", "https://api.twilio.com"
    )
    openai_base_url: Annotated[WebAddress, Rule(only("openai.com"))] = plain(
        "Where OpenAI is.", "https://api.openai.com/v1"
    )
    plaid_host: Annotated[WebAddress, Rule(only("plaid.com"))] = plain("Where Plaid is. Unset, PLAID_ENV says.", "")
    do_api_url: Annotated[WebAddress, Rule(only("digitalocean.com"))] = plain(
        "Where DigitalOcean's API is.", "https://api.digitalocean.com"
    )
