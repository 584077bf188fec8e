"""Section 10: before the release."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
