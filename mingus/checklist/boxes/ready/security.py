"""19.1: the security of the release, added up from the boxes that look at it."""

from mingus.checklist.proof import summed

BOXES = (
    summed("19.1.1", "No secret stands anywhere but in the environment", "1.4.*", "6.2.2"),
    summed("19.1.2", "Every line in and out is encrypted", "7.1.*", "2.1.4", "2.1.5", "5.3.1"),
    summed("19.1.3", "Every answer carries its security headers", "1.5.4", "7.2.*"),
    summed("19.1.4", "People get in who should, and nobody else", "9.1.*", "11.3.3"),
)
