"""No box loses a part, a stage or its weight, and no evidence may be older, without a line of `parts.txt` saying so.

Boxes are what the specification's table says. After a change that is meant, write the file anew:
`.venv/bin/python -m tests.checklist.test_parts`
"""

from collections.abc import Collection
from pathlib import Path

from mingus.checklist.box import Box, Part
from mingus.checklist.boxes import every_box
from mingus.checklist.rules import EVERYWHERE, Kind, Stage

FILE = Path(__file__).with_name("parts.txt")
AGED = frozenset({Kind.EVIDENCE, Kind.ATTESTATION})


def test_every_box_is_made_of_what_parts_txt_says() -> None:
    assert of_every_box() == FILE.read_text().splitlines()


def of_every_box() -> list[str]:
    return [_line(box) for box in every_box()]


def _line(box: Box) -> str:
    rolled = [f"rolls up {' '.join(box.rolls_up)}"] if box.rolls_up else []
    parts = (" or " if box.any_of else " + ").join([*map(_part, box.parts), *rolled])
    return f"{box.id}{_stages(box.stages)}{'' if box.blocker else ' (no blocker)'}: {parts}"


def _part(part: Part) -> str:
    age = f" [{part.needs.partition(':')[0]}]" if part.kind in AGED else ""
    return f"{part.kind.value} {part.name}{age}{_stages(part.stages)}"


def _stages(stages: Collection[Stage]) -> str:
    return "" if stages == EVERYWHERE else f" ({' '.join(sorted(stages))})"


if __name__ == "__main__":
    FILE.write_text("".join(f"{line}\n" for line in of_every_box()))
