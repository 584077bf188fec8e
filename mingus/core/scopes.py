"""What a personal token may do: read, write, import, export, as its owner said. It is never a way to credentials."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from mingus.core.errors import Forbidden
from mingus.core.policy import SAFE_METHODS, is_sensitive

SCOPES: Final = ("read", "write", "import", "export")
NEVER: Final = "never"

View = TypeVar("View", bound=Callable[..., Any])


class OutOfScope(Forbidden):
    """A personal token that may do other things, but not this."""

    code = "scope_missing"


def scoped(scope: str) -> Callable[[View], View]:
    """What a personal token must be allowed here, where reading and writing are not the words for it."""

    def mark(view: View) -> View:
        view.scope = scope  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark


def declared(view: Callable[..., Any] | None) -> str:
    """The scope that a view declares by `scoped`; '' where it says nothing."""
    return str(getattr(view, "scope", ""))


def needed(method: str, view: Callable[..., Any] | None) -> str:
    """What a personal token must be allowed for this: a scope, or NEVER."""
    if scope := declared(view):
        return scope
    if is_sensitive(view):
        return NEVER
    return "read" if method in SAFE_METHODS else "write"


def check(scopes: frozenset[str] | None, method: str, view: Callable[..., Any] | None) -> None:
    """Raises OutOfScope, saying what is missing. Whoever asks who is there asks this too: no view can forget it."""
    if scopes is None:
        return
    wanted = needed(method, view)
    if wanted == NEVER:
        raise OutOfScope("Personal tokens can’t do this. Please sign in for it.")
    if wanted not in scopes:
        raise OutOfScope(f"This personal token is not allowed to {wanted}. Make one that is, in the settings.")
