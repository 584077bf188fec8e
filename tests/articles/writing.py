"""Articles for tests: small, made up as they are needed, and never those of the release."""

from datetime import date
from itertools import count

from sqlalchemy import select, update

from mingus import articles
from mingus.articles.models import Article
from mingus.core.db import GLOBAL, transaction

_numbers = count(1)
BODY = """
A first paragraph about {topic}, with a figure from a survey.[^EARN-01]

## First steps

Say your rent is $1,400: `12` times that is $16,800. **Start small** and keep going.

| Month | Kept |
| --- | --- |
| 1 | $100 |

## What goes wrong

Nothing, in [another article](/library/another) and [the publisher's page](https://www.bls.gov/).[^EARN-01]

*Words for tests, not advice.*
"""


def fresh_slug(word: str = "article") -> str:
    """A slug that nobody has used yet."""
    return f"{word}-{next(_numbers)}-for-tests"


def text(slug: str, *, body: str = "", **head: object) -> str:
    """An article's text; `head` replaces what its head says."""
    said: dict[str, object] = {
        "slug": slug,
        "title": f"All about {slug}",
        "summary": f"A summary of {slug}, in a sentence that is long enough.",
        "phase": "do",
        "level": "beginner",
        "topics": "[saving]",
        "author": "Mingus",
        "published": "2026-01-02",
        "updated": "2026-02-03",
        "sources": "[EARN-01]",
        "objectives": "[Know what it is, Do the first step]",
        "prerequisites": "[]",
        "related": "[one-of-ours, another-of-ours]",
        **head,
    }
    lines = "\n".join(f"{name}: {value}" for name, value in said.items() if value is not None)
    return f"---\n{lines}\n---\n{body or BODY.format(topic=slug)}"


def load(*texts: str) -> articles.Loaded:
    """Bring them in as a release does."""
    with transaction(GLOBAL) as db:
        return articles.load(db, texts)


def add(*, word: str = "article", body: str = "", **head: object) -> str:
    """One article of the release; its slug."""
    slug = fresh_slug(word)
    load(text(slug, body=body, **head))
    return slug


def add_neighbours() -> None:
    """The two articles that each text here is related to: whoever writes at the desk may name only what is there."""
    load(
        text("one-of-ours", related="[another-of-ours, a-third-of-ours]"),
        text("another-of-ours", related="[one-of-ours, a-third-of-ours]"),
    )


def row(slug: str) -> Article:
    """The article's row."""
    with transaction(GLOBAL, read_only=True) as db:
        return db.scalars(select(Article).where(Article.slug == slug)).one()


def dated(slug: str, day: str = "2026-05-05") -> None:
    """As if readers had had its text since that day."""
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(updated_on=date.fromisoformat(day)))
