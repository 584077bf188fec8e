"""Section 1: clean code."""

from mingus.checklist.boxes.clean_code import debugging, secrets, test_data

BOXES = (*debugging.BOXES, *test_data.BOXES, *secrets.BOXES)
