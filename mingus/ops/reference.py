"""What a release brings along beside its schema: the articles of the library, taken in after every migration."""

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from mingus import articles
from mingus.core import migrate


def upgrade(url: str) -> str:
    """Migrate the database at `url` and take in what the release brings; what whoever runs this should know.

    A database that a newer Mingus has migrated is left as it is, texts and all.
    """
    said = migrate.upgrade(url)
    return said or load(url)


def load(url: str) -> str:
    """Take in what the release brings, as the owner of all tables; '' when nothing is new."""
    engine = create_engine(url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        session.execute(text("SET LOCAL ROLE mingus_owner"))
        loaded = articles.load(session, articles.texts())
    return f"Library: {loaded.sentence()}." if loaded.waiting else ""
