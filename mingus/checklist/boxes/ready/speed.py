"""19.2: the speed of the release, added up from the boxes that measure it."""

from mingus.checklist.proof import summed

BOXES = (
    summed("19.2.1", "Pages answer as fast as promised", "12.3.2"),
    summed("19.2.2", "Queries use their indexes", "12.3.3", "3.1.3"),
    summed("19.2.3", "What is cached is right and is used", "12.3.4"),
    summed("19.2.4", "The load that is expected is carried", "12.3.1"),
)
