"""`python -m mingus.core.assets [--check]`: build the front end of this checkout, or check its types."""

import sys
from pathlib import Path

from mingus.core.assets.building import build, check
from mingus.core.errors import MingusError, UsageError


def main(arguments: list[str]) -> int:
    """The exit code of the process: 0, or that of the error it has told."""
    root = Path(__file__).resolve().parents[3]
    try:
        if arguments == ["--check"]:
            check(root, _say)
        elif not arguments:
            build(root, _say)
        else:
            raise UsageError("usage: python -m mingus.core.assets [--check]")
    except MingusError as error:
        _say(str(error))
        return error.exit_code
    return 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
