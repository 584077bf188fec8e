"""Visitors' pages of the library, kept in this process while their edition is the newest.

They are the same for every visitor, so drawing them anew for each would be work for nothing. Members' pages are theirs,
and never come here.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, Final, ParamSpec

from flask import current_app, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from mingus.articles.service import editions
from mingus.core.assets.serving import theme
from mingus.core.security import principal

MOST_BYTES: Final = 8 * 1024 * 1024
LONGEST_ADDRESS: Final = 300
CARRIED: Final = ("Content-Type", "Cache-Control", "ETag", "Vary")
KEPT: Final = "mingus_library_pages"

Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was made, and of which edition."""

    edition: datetime | None
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self) -> Response:
        """It again; without its body for a browser that has this very copy."""
        return Response(self.body, headers=list(self.headers)).make_conditional(request)


@dataclass
class Pages:
    """Answers by what was asked, at most 8 MB of them; the ones asked for longest ago go first."""

    _kept: OrderedDict[tuple[str, ...], Kept] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)

    def get(self, name: tuple[str, ...], edition: datetime | None) -> Kept | None:
        """The answer, if it is of this edition."""
        with self._lock:
            found = self._kept.get(name)
            if found is None or found.edition != edition:
                return None
            self._kept.move_to_end(name)
            return found

    def put(self, name: tuple[str, ...], kept: Kept) -> None:
        """Keep an answer in the place of an older one."""
        with self._lock:
            old = self._kept.pop(name, None)
            self._kept[name] = kept
            self._bytes += len(kept.body) - (len(old.body) if old else 0)
            while self._bytes > MOST_BYTES:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)


def kept_for_visitors(view: Callable[Asked, ResponseReturnValue]) -> Callable[Asked, ResponseReturnValue]:
    """Answers a visitor with the kept answer of the newest edition, or with what `view` makes, and keeps that."""

    @wraps(view)
    def answered(*args: Asked.args, **kwargs: Asked.kwargs) -> ResponseReturnValue:
        if principal() is not None or len(request.full_path) > LONGEST_ADDRESS:
            return view(*args, **kwargs)
        name, edition = _name(), editions.current()
        if (found := _pages().get(name, edition)) is not None:
            return found.answer()
        made = make_response(view(*args, **kwargs))
        if made.status_code == 200:
            _pages().put(name, Kept(edition, made.get_data(), _headers(made)))
        return made

    return answered


def _name() -> tuple[str, ...]:
    """All that a visitor's answer differs by; the theme as the page itself reads it, or one would see another's."""
    return request.full_path, theme()


def _headers(made: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, made.headers[name]) for name in CARRIED if name in made.headers)


def _pages() -> Pages:
    pages: Pages = current_app.extensions.setdefault(KEPT, Pages())
    return pages
