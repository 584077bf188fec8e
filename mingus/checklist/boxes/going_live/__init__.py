"""Section 20: going live."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
