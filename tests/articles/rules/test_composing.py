from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mingus.articles.rules.composing import compose
from mingus.articles.schemas.document import parse

ON = date(2026, 11, 26)
SAID = {
    "slug": "on-saving",
    "title": "Saving: what it is",
    "summary": "What saving is, and what it is not, in one sentence.",
    "phase": "do",
    "level": "beginner",
    "sources": "",
    "objectives": "Know what it is\n\n Do the first step \n",
    "related": "one-of-ours, another-of-ours",
    "prerequisites": "",
    "goal": "",
    "assessment": "readiness",
    "body": "Words.[^EARN-02] More.[^EARN-01] Again.[^EARN-02]",
}


def test_fields_become_a_text_as_the_release_writes_them() -> None:
    text = compose(SAID, ["saving", "debt"], ON)
    assert text.startswith("---\nslug: on-saving\ntitle: 'Saving: what it is'\n")
    assert "topics: [saving, debt]\n" in text
    assert "objectives:\n- Know what it is\n- Do the first step\n" in text
    head = parse(text).head
    assert (head.published, head.updated, head.author) == (ON, ON, "Mingus")
    assert (head.related, head.goal, head.assessment) == (["one-of-ours", "another-of-ours"], None, "readiness")


def test_sources_are_those_the_text_cites_unless_somebody_names_them() -> None:
    assert parse(compose(SAID, ["saving"], ON)).head.sources == ["EARN-02", "EARN-01"]
    named = {**SAID, "sources": "EARN-01; EARN-07"}
    assert parse(compose(named, ["saving"], ON)).head.sources == ["EARN-01", "EARN-07"]


TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


@given(TYPED.map(lambda said: f"Title {said} end"))
def test_whatever_is_typed_stays_one_value_of_the_head(title: str) -> None:
    head = parse(compose({**SAID, "title": title}, ["saving"], ON)).head
    assert head.title == " ".join(title.split())
    assert head.slug == "on-saving"


def test_a_line_of_dashes_in_a_field_ends_no_head() -> None:
    head = parse(compose({**SAID, "title": "One\n---\nslug: other\nTwo"}, ["saving"], ON)).head
    assert (head.slug, head.title) == ("on-saving", "One --- slug: other Two")
