"""Section 7: the line to people's browsers, and what answers tell them to refuse."""

from mingus.checklist.boxes.tls import certificate, headers

BOXES = (*certificate.BOXES, *headers.BOXES)
