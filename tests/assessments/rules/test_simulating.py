"""A simulation is a look at the definition: whole numbers, in the order of its bands."""

from random import Random

from mingus.assessments.rules.simulating import spread
from mingus.assessments.service import definitions


def test_one_set_of_answers_is_its_own_lowest_highest_and_median() -> None:
    readiness = definitions.current("readiness")
    found = spread(readiness, 1, Random(3))
    assert found.lowest == found.median == found.highest == found.mean_tenths // 10
    assert list(found.bands) == [band.key for band in readiness.bands]
