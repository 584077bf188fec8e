"""The library: articles with every version of them, and what people keep of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mingus.core.tables import grant, protect_personal

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PHASES = "phase IN ('be', 'do', 'have')"
LEVELS = "level IN ('beginner', 'intermediate', 'advanced')"
ORIGINS = "origin IN ('file', 'operator')"
SEARCH = (
    "setweight(to_tsvector('english'::regconfig, title), 'A'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, (summary || ' '::text) || keywords), 'B'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, body_text), 'D'::\"char\")"
)


def upgrade() -> None:
    _articles()
    _versions()
    grant("articles")
    grant("article_versions", append_only=True)
    _folders()
    _bookmarks()
    _readings()
    _ratings()
    protect_personal("article_folders", "article_bookmarks", "article_readings", "article_ratings")


def downgrade() -> None:
    for table in ("ratings", "readings", "bookmarks", "folders", "versions"):
        op.drop_table(f"article_{table}")
    op.drop_table("articles")


def _articles() -> None:
    texts = postgresql.ARRAY(sa.Text())
    op.create_table(
        "articles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, texts, nullable=False) for name in ("topics", "objectives", "prerequisites", "related")),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("reading_minutes", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("keywords", "body_text", "html")),
        *(sa.Column(name, postgresql.JSONB(), nullable=False) for name in ("outline", "sources")),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=True),
        sa.Column("waiting_number", sa.Integer(), nullable=True),
        sa.Column("due_number", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("useful_count", "not_useful_count", "stars_count", "stars_sum")
        ),
        sa.Column("search", postgresql.TSVECTOR(), sa.Computed(SEARCH, persisted=True), nullable=False),
        sa.CheckConstraint("status IN ('live', 'unpublished')", name=op.f("articles_status_known")),
        sa.CheckConstraint(ORIGINS, name=op.f("articles_origin_known")),
        sa.CheckConstraint(PHASES, name=op.f("articles_phase_known")),
        sa.CheckConstraint(LEVELS, name=op.f("articles_level_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("articles_pkey")),
    )
    op.create_index("articles_by_slug", "articles", ["slug"], unique=True)
    op.create_index("articles_in_order", "articles", ["status", "place", "title", "slug"], unique=False)
    op.create_index("articles_by_change", "articles", ["changed_at"], unique=False)
    op.create_index("articles_by_search", "articles", ["search"], unique=False, postgresql_using="gin")


def _versions() -> None:
    op.create_table(
        "article_versions",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ORIGINS, name=op.f("article_versions_origin_known")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("article_versions_article_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "number", name=op.f("article_versions_pkey")),
    )


def _folders() -> None:
    op.create_table(
        "article_folders",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _person("article_folders"),
        sa.PrimaryKeyConstraint("person_id", "id", name=op.f("article_folders_pkey")),
    )


def _bookmarks() -> None:
    op.create_table(
        "article_bookmarks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("folder_id", sa.Uuid(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _person("article_bookmarks"),
        sa.ForeignKeyConstraint(
            ["person_id", "folder_id"],
            ["article_folders.person_id", "article_folders.id"],
            name=op.f("article_bookmarks_person_id_folder_id_fkey"),
            ondelete="SET NULL (folder_id)",
        ),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("article_bookmarks_pkey")),
    )
    op.create_index("article_bookmarks_newest", "article_bookmarks", ["person_id", "created_at"], unique=False)


def _readings() -> None:
    op.create_table(
        "article_readings",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("article_readings_percent_known")),
        _person("article_readings"),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("article_readings_pkey")),
    )
    op.create_index("article_readings_newest", "article_readings", ["person_id", "read_at"], unique=False)


def _ratings() -> None:
    op.create_table(
        "article_ratings",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("is_useful", sa.Boolean(), nullable=True),
        sa.Column("stars", sa.SmallInteger(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("article_ratings_stars_known")),
        _person("article_ratings"),
        sa.PrimaryKeyConstraint("person_id", "article_id", name=op.f("article_ratings_pkey")),
    )


def _person(table: str) -> sa.ForeignKeyConstraint:
    """The person a row belongs to; it goes with them."""
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=op.f(f"{table}_person_id_fkey"), ondelete="CASCADE"
    )
