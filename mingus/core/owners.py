"""Whose the rows of a table are. A test reads the catalogue for tables that stand in no camp, or in the wrong one."""

from typing import Final

GLOBAL_TABLES: Final = frozenset(
    {
        "alembic_version",
        "article_versions",
        "articles",
        "authenticator_apps",
        "data_keys",
        "former_memberships",
        "households",
        "invitations",
        "job_runs",
        "key_registry",
        "known_devices",
        "memberships",
        "migration_log",
        "one_time_links",
        "operator_grants",
        "operators",
        "outbox",
        "passkey_challenges",
        "passkeys",
        "pending_sign_ins",
        "people",
        "personal_tokens",
        "procrastinate_events",
        "procrastinate_jobs",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
        "rate_limits",
        "recovery_codes",
        "refresh_tokens",
        "remembered_browsers",
        "seed_runs",
        "sessions",
        "terms_acceptances",
        "visitor_attempts",
        "wages",
        "worker_heartbeats",
    }
)
"""Tables without row-level security. Every other table has its owner first in all its keys."""

PERSONAL_TABLES: Final = frozenset(
    {
        "article_bookmarks",
        "article_folders",
        "article_ratings",
        "article_readings",
        "assessment_attempts",
        "check_ins",
        "letters",
        "profiles",
    }
)
"""A person’s own, whatever household they act in: person_id first in every key, row-level security by it.

What is in neither list is a household's: household_id first.
"""
