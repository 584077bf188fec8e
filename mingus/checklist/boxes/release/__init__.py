"""Section 11: the release."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
