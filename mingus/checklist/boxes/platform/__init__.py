"""Section 6: app platform."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
