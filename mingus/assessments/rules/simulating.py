"""How scores and bands are spread when answers are given by chance: a look at a definition, not at people."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.exploring import at_random
from mingus.assessments.rules.scoring import score

TENS = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """What came out of `count` random sets of answers. `by_ten` counts scores 0–9, 10–19, … 90–100."""

    count: int
    lowest: int
    highest: int
    median: int
    mean_tenths: int
    by_ten: tuple[int, ...]
    bands: dict[str, int]
    sub_scores: dict[str, int]


def spread(definition: Definition, count: int, random: Random) -> Spread:
    """Score `count` random sets of answers, each choice as likely as the next. `sub_scores` are their means."""
    scores, bands, parts = [], Counter[str](), Counter[str]()
    for _ in range(count):
        found = score(definition, at_random(definition, random))
        scores.append(found.score)
        bands[found.band.key] += 1
        parts.update(found.sub_scores)
    scores.sort()
    tens = Counter(min(each // TENS, TENS - 1) for each in scores)
    return Spread(
        count=count,
        lowest=scores[0],
        highest=scores[-1],
        median=scores[count // 2],
        mean_tenths=sum(scores) * TENS // count,
        by_ten=tuple(tens[ten] for ten in range(TENS)),
        bands={band.key: bands[band.key] for band in definition.bands},
        sub_scores={section.key: parts[section.key] // count for section in definition.sections},
    )
