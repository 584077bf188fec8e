"""Where a page lies among the sections of the navigation. Pure."""

from collections.abc import Sequence


def nearest(path: str, addresses: Sequence[str]) -> str | None:
    """The address that `path` is or lies under; the longest, so that /transactions/new is not /transactions."""
    return max((address for address in addresses if _is_under(path, address)), key=len, default=None)


def _is_under(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(f"{address}/"))
