"""What `mingus library check` says of one text beside the articles that are there, and which of it keeps a text out.

A head that does not hold, by itself or among the others, is refused: readers would meet sources and articles that do
not exist. What is said of the text itself (its length, its figures, how it reads) is told, and the operator answers
for it: a correction on the day it is needed must not wait for the right number of words.
"""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.articles.models import Article
from mingus.articles.schemas.document import Document, parse
from mingus.core.db import read
from mingus.core.errors import Refused
from mingus.core.later import Later

if TYPE_CHECKING:
    from mingus.articles import checking
    from mingus.articles.checking import Fault
else:
    checking = Later("mingus.articles.checking")  # a process that starts checks nothing

_COMPARED = (Article.slug, Article.title, Article.summary, Article.level, Article.prerequisites, Article.body_text)


def faults_of(db: Session, document: Document) -> "list[Fault]":
    """Everything the check says of this text, whether or not its article is there already."""
    rows = read(db, select(*_COMPARED).order_by(Article.slug))
    others = {row.slug: row for row in rows}
    texts = {row.slug: row.body_text.split("\n") for row in rows}
    return checking.check_one(document, others, texts)


def faults_in(db: Session, text: str) -> "list[Fault]":
    """The same of a text, also of one that an older Mingus took and this one would not."""
    try:
        document = parse(text)
    except Refused as refusal:
        return [checking.Fault("", "head", said, field) for field, said in refusal.fields.items()]
    return faults_of(db, document)


def refuse_unfit(db: Session, document: Document) -> None:
    """Raises Refused that names each part of the head at fault."""
    said: dict[str, list[str]] = {}
    for fault in faults_of(db, document):
        if fault.field:
            said.setdefault(fault.field, []).append(fault.said)
    if said:
        fields = {field: _sentence("; ".join(words)) for field, words in said.items()}
        raise Refused("The head of this article needs another look.", fields=fields)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
