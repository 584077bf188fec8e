"""Section 9: hardening."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
