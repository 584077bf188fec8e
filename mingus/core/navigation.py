"""Where a page lies among the sections of the navigation, and doors that lead on to a page. Pure."""

from collections.abc import Sequence
from urllib.parse import quote


def nearest(path: str, addresses: Sequence[str]) -> str | None:
    """The address that `path` is or lies under; the longest, so that /transactions/new is not /transactions."""
    return max((address for address in addresses if _is_under(path, address)), key=len, default=None)


def leading_to(door: str, place: str) -> str:
    """The address of `door`, such as /login, that leads on to `place` once somebody is through it."""
    return f"{door}?next={quote(place)}" if place != "/" else door


def _is_under(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(f"{address}/"))
