"""Section 7: tls and headers."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
