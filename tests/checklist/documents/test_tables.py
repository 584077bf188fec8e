"""Tables and headings of a page."""

from mingus.checklist.documents.tables import comment_of, headings_of, link_of, tables_of, title_of

PAGE = """# Alerts

| alert | runbook |
|---|:---|
| `disk-full` | [what to do](runbooks/disk-full.md) |
| `a \\| b` | none |

| second | table |
|---|---|
| is | not asked for |

## Later

```sh
# no heading
| no | table |
|---|---|
```

| step |
|---|
| 1 |"""


def test_tables_stand_under_their_headings() -> None:
    assert tables_of(PAGE) == {
        "Alerts": [
            {"alert": "`disk-full`", "runbook": "[what to do](runbooks/disk-full.md)"},
            {"alert": "`a | b`", "runbook": "none"},
        ],
        "Later": [{"step": "1"}],
    }


def test_headings_in_code_are_none() -> None:
    assert (title_of(PAGE), headings_of(PAGE)) == ("Alerts", ["Alerts", "Later"])
    assert title_of("words") == ""


def test_a_link_is_its_words_and_its_target() -> None:
    assert link_of("[what to do](runbooks/disk-full.md)") == ("what to do", "runbooks/disk-full.md")
    assert link_of("none") == ("none", "")


def test_a_file_without_headings_is_called_by_its_first_sentence() -> None:
    assert comment_of("# What is rented. Nothing is so far.\nsizes: []\n") == "What is rented"
    assert comment_of("-- Per minute: how many\n-- answers.\nSELECT 1;\n") == "Per minute"
    assert comment_of("sizes: []\n") == ""
