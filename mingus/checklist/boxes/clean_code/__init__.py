"""Section 1: clean code."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
