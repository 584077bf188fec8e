"""Section 1: clean code."""

from mingus.checklist.boxes.clean_code import debugging, guards, quality, secrets, trial_data

BOXES = (*debugging.BOXES, *trial_data.BOXES, *quality.BOXES, *secrets.BOXES, *guards.BOXES)
