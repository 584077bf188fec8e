"""What earlier runs found, so that a run can be ended and taken up again: one file per module in `.mutation/`."""

import ast
import hashlib
import json
from pathlib import Path
from typing import Any

from bench.mutation.changes import Change, changes
from bench.mutation.targets import Target
from bench.mutation.trying import Reach


class Known:
    """One module's faults, and what became of those that were planted already."""

    def __init__(self, target: Target, folder: Path, *, keep_kills: bool) -> None:
        self.target = target
        source = target.path.read_bytes()
        self.faults: list[Change] = changes(ast.parse(source))
        self.file = folder / f"{target.module}.json"
        self.keys = {
            "source": _digest(source, *(fault.what.encode() for fault in self.faults)),
            "tests": _digest(*(path.read_bytes() for path in target.tests)),
        }
        self.exit_codes: dict[int, int] = {}
        self.reach: Reach | None = None
        self._read(keep_kills=keep_kills)

    @property
    def name(self) -> str:
        return str(self.target.path)

    def write(self) -> None:
        self.file.parent.mkdir(exist_ok=True)
        reach = self.reach and {"seconds": self.reach.seconds, "lines": self.reach.lines}
        self.file.write_text(json.dumps({"keys": self.keys, "reach": reach, "exit_codes": self.exit_codes}))

    def _read(self, *, keep_kills: bool) -> None:
        found: dict[str, Any] = json.loads(self.file.read_text()) if self.file.is_file() else {"keys": {}}
        same = {name: found["keys"].get(name) == key for name, key in self.keys.items()}
        if not same["source"] or not (same["tests"] or keep_kills):
            return
        codes = {int(number): code for number, code in found["exit_codes"].items()}
        self.exit_codes = {number: code for number, code in codes.items() if code != 0 or same["tests"]}
        if same["tests"] and found["reach"]:
            self.reach = Reach(**found["reach"])


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
