"""Section 14: logs."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
