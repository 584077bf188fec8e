"""Section 2: configuration."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
