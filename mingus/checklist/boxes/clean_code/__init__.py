"""Section 1: clean code."""

from mingus.checklist.boxes.clean_code import debugging

BOXES = (*debugging.BOXES,)
