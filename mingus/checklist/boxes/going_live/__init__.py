"""Section 20: going live."""

from mingus.checklist.boxes.going_live import papers, people

BOXES = (*papers.BOXES, *people.BOXES)
