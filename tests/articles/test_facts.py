from mingus.articles import facts


def test_every_fact_says_who_made_it_and_how_it_was_seen() -> None:
    known = facts.known()
    assert len(known) > 200
    assert not [fact for fact in known.values() if not (fact.publisher and fact.document and fact.statement)]
    assert {fact.confidence for fact in known.values()} == {facts.PRIMARY, "seen-in-secondary"}


def test_only_what_was_read_at_its_publisher_is_linked() -> None:
    linked = [fact for fact in facts.known().values() if fact.link]
    assert linked
    assert {fact.confidence for fact in linked} == {facts.PRIMARY}
