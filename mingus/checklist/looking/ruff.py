"""Ruff over the tree with our own selection of rules, whatever the tree's configuration ignores."""

import json
from collections import Counter
from pathlib import Path

from mingus.checklist.looking import programs
from mingus.checklist.missing import Missing
from mingus.checklist.surroundings import Surroundings

SECONDS = 30.0


def findings(around: Surroundings, rules: tuple[str, ...], *paths: str, ignore: tuple[str, ...] = ()) -> list[str]:
    """`path:line code message` for every finding of these rules below `paths`, the reasoned `noqa` respected."""
    command = [programs.tool("ruff"), "check", "--isolated", "--no-cache", "--output-format=json", "--exit-zero"]
    command += ["--target-version=py311", f"--select={','.join(rules)}"]
    command += [f"--ignore={','.join(ignore)}"] if ignore else []
    done = programs.run([*command, *paths], seconds=SECONDS, folder=around.tree.root)
    if done.exit_code != 0:
        raise Missing(f"ruff could not look: {done.errors.strip()[:200]}")
    return [_line(found, around.tree.root) for found in json.loads(done.output or "[]")]


def counted(found: list[str]) -> dict[str, int]:
    """How many findings each code has."""
    return dict(Counter(line.split(" ")[1] for line in found))


def _line(found: dict[str, object], root: Path) -> str:
    path = Path(str(found["filename"]))
    where = path.relative_to(root) if path.is_relative_to(root) else path
    location = found["location"]
    row = location["row"] if isinstance(location, dict) else 0
    return f"{where}:{row} {found['code']} {found['message']}"
