"""Section 12: after the release."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
