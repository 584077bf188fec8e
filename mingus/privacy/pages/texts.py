"""Terms, privacy and cookies: what Mingus does and keeps, in plain words, for anybody and for search engines."""

from typing import Any, Final

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.policy import PUBLIC, open_to
from mingus.privacy.disclosures import COOKIES, RETENTION
from mingus.privacy.pages.door import door
from mingus.privacy.rules import IN_FORCE_ON

WHY: Final = "everybody may read what they agree to"


@door.get("/terms")
@open_to("anyone", WHY, caching=PUBLIC)
def terms() -> ResponseReturnValue:
    """The terms of use."""
    return _page("privacy/terms.html")


@door.get("/privacy")
@open_to("anyone", WHY, caching=PUBLIC)
def privacy() -> ResponseReturnValue:
    """What is kept, where, how long, and what one may ask for."""
    return _page("privacy/privacy.html")


@door.get("/cookies")
@open_to("anyone", WHY, caching=PUBLIC)
def cookies() -> ResponseReturnValue:
    """Every cookie, what it is for and how long it lasts."""
    return _page("privacy/cookies.html")


def facts() -> dict[str, Any]:
    """What the words depend on: who runs this installation and how it is set up."""
    settings = security.settings()
    contact = settings.operator_contact
    return {
        "operator": settings.operator_name or "whoever runs this installation",
        "contact": contact,
        "contact_link": contact if contact.startswith("https://") else f"mailto:{contact}",
        "in_force_on": IN_FORCE_ON,
        "cookies": COOKIES,
        "retention": RETENTION,
        "secure": settings.secure,
        "idle_minutes": settings.session_idle_seconds // 60,
        "longest_hours": settings.session_absolute_seconds // 3600,
        "has_mail": bool(settings.smtp_url.get_secret_value() or settings.resend_api_key.get_secret_value()),
        "has_reports": bool(settings.sentry_dsn.get_secret_value()),
        "has_clamd": bool(settings.clamd_url),
    }


def _page(template: str) -> ResponseReturnValue:
    """The same for everybody but for the theme, hence `Vary`; a copy that is still good is not sent again."""
    answer = make_response(render_template(template, **facts()))
    answer.vary.add("Cookie")
    answer.add_etag()
    return answer.make_conditional(request)
