"""Where to report a weakness: /.well-known/security.txt (RFC 9116), and the policy it names."""

from datetime import datetime, timedelta
from typing import Final

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.clock import now
from mingus.core.errors import NotFound
from mingus.core.policy import PUBLIC, open_to

GOOD_FOR: Final = timedelta(days=180)  # RFC 9116 asks for less than a year

pages = Blueprint("well_known", __name__, template_folder="../templates")


@pages.get("/.well-known/security.txt")
@open_to("anyone", "whoever finds a weakness has no account", caching=PUBLIC)
def security_txt() -> ResponseReturnValue:
    """How to tell us; 404 where nobody is named in SECURITY_CONTACT."""
    contact, home = _contact(), security.settings().public_url.rstrip("/")
    if not contact:
        raise NotFound("Nobody is named here yet.")
    lines = {
        "Contact": contact,
        "Expires": _expires(now()),
        "Preferred-Languages": "en",
        "Canonical": f"{home}/.well-known/security.txt",
        "Policy": f"{home}/security",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return Response(text, content_type="text/plain; charset=utf-8")


@pages.get("/security")
@open_to("anyone", "whoever finds a weakness has no account")
def policy() -> ResponseReturnValue:
    """What we ask of those who look for weaknesses, and what they may expect."""
    contact = _contact()
    return render_template("ops/security.html", contact=contact, shown=contact.removeprefix("mailto:"))


def _contact() -> str:
    """SECURITY_CONTACT as a URI: an e-mail address may stand there as it is."""
    given = security.settings().security_contact.strip()
    return f"mailto:{given}" if "@" in given and ":" not in given else given


def _expires(moment: datetime) -> str:
    """Half a year from today; the same all day, so that caches agree."""
    return (moment + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
