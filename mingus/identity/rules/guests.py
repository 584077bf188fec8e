"""What a mail to somebody we do not know may repeat of what people typed. Pure."""

import re
from typing import Final

_PLAIN: Final = re.compile(r"[\w'’&, -]{1,40}")


def plain_name(text: str) -> str:
    """`text` when it is a name and nothing else; '' when it could be a link or a message of its own.

    Whoever names a household “Win at evil.example” must not have us mail that to strangers.
    """
    return text if _PLAIN.fullmatch(text) else ""
