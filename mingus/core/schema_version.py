"""Which schema this program needs, read from its migrations without loading what runs them: health asks for it."""

import re
from functools import cache
from pathlib import Path
from typing import Final

_PACKED: Final = Path(__file__).parents[1] / "migrations"  # where a wheel has them; a checkout has them beside mingus
MIGRATIONS: Final = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2] / "migrations"
_REVISION: Final = re.compile(r'^(down_)?revision(?:: [^=]+)? = "([^"]+)"$', re.MULTILINE)


@cache
def head() -> str:
    """The id of the newest migration: the one that no other follows."""
    texts = (file.read_text() for file in (MIGRATIONS / "versions").glob("*.py"))
    found: list[tuple[str, str]] = [pair for text in texts for pair in _REVISION.findall(text)]
    (newest,) = {name for down, name in found if not down} - {name for down, name in found if down}
    return newest
