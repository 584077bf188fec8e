from urllib.parse import urlsplit

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


def test_no_reader_is_sent_to_a_copy_on_somebody_elses_site() -> None:
    """A text that was read in a mirror is named with its publisher and not linked: a mirror vouches for nothing."""
    mirrored = [fact for fact in facts.known().values() if urlsplit(fact.address).hostname in facts.MIRRORS]
    assert {urlsplit(fact.address).hostname for fact in mirrored} == facts.MIRRORS, "a mirror that no fact names"
    assert {fact.link for fact in mirrored} == {""}
    hosts = {urlsplit(fact.link).hostname for fact in facts.known().values() if fact.link}
    assert hosts == {
        *("www.bls.gov", "stats.bls.gov", "www.brookings.edu", "www.census.gov", "www.consumerfinance.gov"),
        *("experian.com", "www.fdic.gov", "www.federalreserve.gov", "www.fhfa.gov", "fidelity.com", "www.fidelity.com"),
        *("www.globenewswire.com", "www.kff.org", "www.limra.com", "ncua.gov", "www.pewresearch.org"),
        "webarchive.library.unt.edu",
    }, "look whether a new host is the publisher's own, a wire it publishes by, or a library's archive"
