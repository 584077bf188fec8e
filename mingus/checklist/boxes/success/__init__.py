"""Section S: how one sees that it worked."""

from mingus.checklist.boxes.success import seen, sums

BOXES = (*seen.BOXES, *sums.BOXES)
