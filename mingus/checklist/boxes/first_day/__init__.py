"""Section P: the first day, and the two weeks after it."""

from mingus.checklist.boxes.first_day import afterwards, watch

BOXES = (*watch.BOXES, *afterwards.BOXES)
