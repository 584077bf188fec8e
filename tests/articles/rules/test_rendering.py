from html.parser import HTMLParser

import pytest

from mingus.articles.rules.rendering import draw

ALLOWED = {
    *("p", "h2", "h3", "a", "sup", "code", "strong", "em", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
}


class Seen(HTMLParser):
    """Every tag of a page with each of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all += [(tag, "", ""), *((tag, name, value or "") for name, value in attrs)]


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](vbscript:msgbox)",
        "![x](https://example.com/x.png)",
        '[x](/a "onmouseover=alert(1)")',
        '[x](</a"onclick="alert(1)>)',
        "## <svg onload=alert(1)>",
        "| a |\n| --- |\n| <iframe src=//x> |",
        "`<script>`",
        "[^EARN-01<script>]",
        "<a href='javascript:x'>y</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_that_is_written_runs(evil: str) -> None:
    seen = Seen()
    seen.feed(draw(f"Before\n\n{evil}\n\nAfter").html)
    assert {tag for tag, _, _ in seen.all} <= ALLOWED
    assert {name for _, name, _ in seen.all} <= {"", "href", "rel", "id", "class", "role", "aria-label", "tabindex"}
    assert [value for _, name, value in seen.all if name == "href" and not value.startswith(("/", "#", "https:"))] == []


def test_citations_become_numbers_in_the_order_of_their_first_mention() -> None:
    drawn = draw("One.[^RET-02] Two.[^EARN-01] One again.[^RET-02]")
    assert drawn.cited == ("RET-02", "EARN-01")
    assert drawn.html.count('href="#source-1"') == 2
    assert 'id="cite-1"' in drawn.html
    assert 'id="cite-1-2"' in drawn.html
    assert drawn.text == "One. Two. One again."


def test_sections_have_addresses_of_their_own_and_a_place_in_the_text() -> None:
    drawn = draw("Some words here.\n\n## What goes wrong?\n\nMore.\n\n## What goes wrong?\n\n### Deeper\n\nEnd.")
    assert [heading.id for heading in drawn.outline] == ["s-what-goes-wrong", "s-what-goes-wrong-2"]
    assert 0 < drawn.outline[0].percent < drawn.outline[1].percent < 100
    assert '<h2 id="s-what-goes-wrong">' in drawn.html


def test_tables_scroll_by_themselves_and_links_outside_say_so() -> None:
    html = draw("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[in](/goals) [out](https://www.bls.gov/)").html
    assert 'tabindex="0"><table class="m-table">' in html
    assert '<a href="/goals">' in html
    assert '<a href="https://www.bls.gov/" rel="noopener external">' in html


def test_cells_stand_to_the_right_without_a_style_of_their_own() -> None:
    html = draw("| a | b |\n| --- | ---: |\n| 1 | 2 |").html
    assert '<td class="m-cell-right">2</td>' in html
    assert "style" not in html


def test_typography_leaves_section_numbers_alone() -> None:
    assert "501(c)(3)" in draw("A 501(c)(3), and “so on”.").html


def test_reading_takes_at_least_a_minute() -> None:
    assert draw("Short.").reading_minutes == 1
    assert draw("word " * 900).reading_minutes == 5
    assert draw("").html == ""
