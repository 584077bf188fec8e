"""Section 15: backups."""

from mingus.checklist.box import Box
from mingus.checklist.boxes.backups import application, database

BOXES: tuple[Box, ...] = (*database.BOXES, *application.BOXES)
