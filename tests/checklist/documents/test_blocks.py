"""Code blocks say how they want to be treated."""

from pathlib import Path

import pytest

from mingus.checklist.documents.blocks import blocks_of
from mingus.checklist.documents.reading import DocumentError

PAGE = Path("docs/page.md")


def test_every_block_is_found_with_its_line_and_treatment() -> None:
    body = """# Title

```sh run
mingus --version
```

````sh dry-run
mingus run
```
not the end
````

~~~sh example why="not built yet: launch"
mingus launch plan
~~~

```sql
SELECT 1;
```

```
anything
```
"""
    found = [(block.language, block.treatment, block.line, block.why) for block in blocks_of(body, PAGE)]
    assert found == [
        ("sh", "run", 3, ""),
        ("sh", "dry-run", 7, ""),
        ("sh", "example", 13, "not built yet: launch"),
        ("sql", "parse", 17, ""),
        ("", "show", 21, ""),
    ]
    assert blocks_of(body, PAGE)[1].text == "mingus run\n```\nnot the end\n"
    assert [block.is_promise for block in blocks_of(body, PAGE)] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("info", "words"),
    [
        ("sh", "say how to treat this"),
        ("bash", "say how to treat this"),
        ("sh walk", "say how to treat this"),
        ("sh example", "say how to treat this"),
        ('sh example why=""', "say how to treat this"),
        ('sh example why="open', "open quote"),
        ("sql run", "sql takes no words"),
    ],
)
def test_a_block_that_does_not_say_how_is_refused(info: str, words: str) -> None:
    with pytest.raises(DocumentError, match=rf"^docs/page\.md:8: .*{words}"):
        blocks_of(f"\n```{info}\nls\n```\n", PAGE, first_line=7)


def test_a_block_without_end_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"page\.md:1: this code block never ends"):
        blocks_of("```sh run\nls\n", PAGE)
