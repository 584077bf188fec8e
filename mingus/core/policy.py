"""The policy of every route: who may do what, how changes are guarded, how much, how often, of what kind, kept by whom.

Read from where it is enforced: `security.signed_in`, `open_to`, `web.takes_up_to`, APIFlask's models. A route that says
nothing has no policy, and a test refuses it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from flask import Flask
from werkzeug.routing import Rule

from mingus.core.permissions import Action

Who = Literal["anyone", "signed in", "operator"]
View = TypeVar("View", bound=Callable[..., Any])

PRIVATE: Final = "private, no-store"
PUBLIC: Final = "public, max-age=3600"
MAX_BODY_BYTES: Final = 1024 * 1024  # forms and JSON; the upload routes say more for themselves
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
COPIED_METHODS: Final = frozenset({"GET", "HEAD"})
GUARDED: Final = "guarded by the CSRF check"
GUARDED_FOR_COOKIES: Final = "guarded for cookies; a bearer token cannot be forged"
READ_ONLY: Final = "reads only"
EXEMPT: Final = "exempt: "


@dataclass(frozen=True)
class Opening:
    """What a route said about itself by `open_to`."""

    who: Who
    why: str
    limit: str = ""
    csrf_exempt: str = ""
    caching: str = PRIVATE


@dataclass(frozen=True)
class Policy:
    """One address and method. `who` is '' where the route says nothing, `limit` where nobody counts.

    `action` is the line of `core.permissions` that decides which roles may; '' where nobody needs to be signed in.
    """

    rule: str
    method: str
    endpoint: str
    who: str
    action: str
    why: str
    csrf: str
    limit: str
    max_body_bytes: int
    body: str
    caching: str


def open_to(
    who: Who, why: str, *, limit: str = "", csrf_exempt: str = "", caching: str = PRIVATE
) -> Callable[[View], View]:
    """Open a view to more than the signed-in, for the reason `why`; `csrf_exempt` lets changes in without a token."""
    opening = Opening(who, why, limit, csrf_exempt, caching)

    def mark(view: View) -> View:
        view.opening = opening  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def heavy(view: View) -> View:
    """An answer here costs more than a page's: fewer of them a minute."""
    view.is_heavy = True  # type: ignore[attr-defined]  # functions carry attributes
    return view


def about_credentials(view: View) -> View:
    """A view that shows or changes how somebody signs in: PostgreSQL says who asks, and no personal token gets here."""
    view.is_about_credentials = True  # type: ignore[attr-defined]  # functions carry attributes
    return view


def may_believe_a_copy(method: str, view: Callable[..., Any] | None) -> bool:
    """Whether a sign-in may be up to a minute old here: where nothing is changed, and no credential is shown."""
    return method in COPIED_METHODS and not is_sensitive(view)


def is_sensitive(view: Callable[..., Any] | None) -> bool:
    """Whether a view is about credentials, or needs a fresh confirmation."""
    return bool(getattr(view, "is_about_credentials", False) or getattr(view, "is_stepped_up", False))


def opening_of(view: Callable[..., Any] | None) -> Opening | None:
    """What a view said by `open_to`."""
    return getattr(view, "opening", None)


def action_of(view: Callable[..., Any] | None, method: str) -> Action | None:
    """What somebody does by calling a view for the signed-in: what it says, or else reads money, or writes it."""
    if not getattr(view, "is_for_signed_in", False):
        return None
    said: Action | None = getattr(view, "action", None)
    return said or ("read money" if method in SAFE_METHODS else "write money")


def policies(app: Flask) -> list[Policy]:
    """Every route of `app` with every method it takes, in the order of their addresses."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    return [policy for rule in rules for policy in _of(app, rule)]


def exemptions(app: Flask) -> dict[str, str]:
    """Every address that takes changes without a CSRF token, and why; docs/csrf-exemptions.md has been reviewed."""
    found = {f"{one.method} {one.rule}": one.csrf.removeprefix(EXEMPT) for one in policies(app) if _is_exempt(one)}
    return dict(sorted(found.items()))


def _of(app: Flask, rule: Rule) -> Iterator[Policy]:
    view, pacing = app.view_functions[rule.endpoint], app.extensions.get("mingus_pacing")
    opening = opening_of(view)
    who = opening.who if opening else "signed in" if getattr(view, "is_for_signed_in", False) else ""
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        yield Policy(
            rule=rule.rule,
            method=method,
            endpoint=rule.endpoint,
            who=who,
            action=action_of(view, method) or "",
            why=opening.why if opening else "",
            csrf=_csrf(rule, method, opening),
            limit=pacing.rates.words(view, opening) if pacing else opening.limit if opening else "",
            max_body_bytes=getattr(view, "max_body_bytes", MAX_BODY_BYTES),
            body=_body(rule, method, view),
            caching=opening.caching if opening else PRIVATE,
        )


def _csrf(rule: Rule, method: str, opening: Opening | None) -> str:
    if method in SAFE_METHODS:
        return READ_ONLY
    if opening and opening.csrf_exempt:
        return EXEMPT + opening.csrf_exempt
    return GUARDED_FOR_COOKIES if rule.rule.startswith("/api/") else GUARDED


def _is_exempt(policy: Policy) -> bool:
    return policy.csrf.startswith(EXEMPT)


def _body(rule: Rule, method: str, view: Callable[..., Any]) -> str:
    """What a change may bring along: 'json GoalDraft', 'file', 'form', 'none'."""
    if method in SAFE_METHODS:
        return "none"
    if hasattr(view, "max_body_bytes"):
        return "file" if view.max_body_bytes > MAX_BODY_BYTES else "report"
    if not rule.rule.startswith("/api/"):
        return "form"
    model = getattr(view, "_spec", {}).get("body")
    return f"json {getattr(model, '__name__', model)}" if model else "none"
