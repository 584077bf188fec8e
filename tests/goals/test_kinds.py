from mingus.core.assets import Manifest
from mingus.core.assets.serving import DIST
from mingus.goals import kinds
from mingus.goals.models import KINDS


def test_there_are_twelve_kinds_each_with_words_and_an_icon_that_exists() -> None:
    assert tuple(key for key, _ in kinds.choices()) == KINDS
    assert len(KINDS) == 12
    manifest = Manifest.read(DIST)
    for key in KINDS:
        known = kinds.kind(key)
        assert known.name
        assert known.hint
        assert manifest.icon(known.icon)


def test_three_kinds_are_offered_to_begin_with() -> None:
    assert [key for key, _ in kinds.starters()] == ["emergency_fund", "home_purchase", "debt_payoff"]
    assert kinds.hint("yacht") == ""
