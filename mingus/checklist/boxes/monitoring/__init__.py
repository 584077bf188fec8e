"""Section 13: monitoring."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
