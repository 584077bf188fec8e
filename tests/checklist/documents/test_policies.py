"""Policies in YAML: refused when they do not say enough, and the same as the code where the code decides."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from mingus.checklist.documents import DocumentError, costs, environments, read, retention
from mingus.core import idempotency
from mingus.core import retention as core_retention
from mingus.core.settings import Settings
from mingus.goals.service import reading
from mingus.identity import attempts
from mingus.identity.service import refreshing
from mingus.ledger.service import accounts
from mingus.ops import children
from mingus.ops.postgres import options
from tests.checklist.documents.conftest import Write

HEAD = "head: {owner: operator, reviewed: 2026-11-01, expires: 30 days}\n"
MEGABYTE = 1024 * 1024


def test_what_is_kept_says_how_long(write: Write, tmp_path: Path) -> None:
    write("docs/retention.yaml", f"{HEAD}sessions: {{days: 30, what: sessions, enforced_by: 'not built yet: job'}}\n")
    (kept,) = retention(tmp_path).values()
    assert (kept.period, kept.is_enforced) == (timedelta(days=30), False)
    write("docs/retention.yaml", f"{HEAD}sessions: {{what: sessions, enforced_by: nobody}}\n")
    with pytest.raises(DocumentError, match="says neither days"):
        retention(tmp_path)


def test_a_price_needs_its_source_and_a_sum_all_prices(write: Write, tmp_path: Path) -> None:
    app, worker = "{component: app, size: s, count: 1", "{component: worker, size: s, count: 1"
    text = f"{HEAD}currency: USD\nbilling_alert_usd: 50\nenvironments:\n  production:\n"
    priced = ", monthly_usd: '12.50', price_source: the host's page of 2026-11-01}"
    write("docs/costs.yaml", f"{text}    - {app}{priced}\n    - {worker}}}\n")
    assert costs(tmp_path).monthly_usd("production") is None
    write("docs/costs.yaml", f"{text}    - {app}{priced}\n    - {worker}{priced}\n")
    assert costs(tmp_path).monthly_usd("production") == Decimal("25.00")
    write("docs/costs.yaml", f"{text}    - {app}, monthly_usd: '12.50'}}\n")
    with pytest.raises(DocumentError, match="a price needs its price_source"):
        costs(tmp_path)


def test_a_setting_stands_in_one_list(write: Write, tmp_path: Path) -> None:
    write("docs/environments.yaml", f"{HEAD}must_differ: [SECRET_KEY]\nmay_differ: [SECRET_KEY]\n")
    with pytest.raises(DocumentError, match="SECRET_KEY stands there twice"):
        environments(tmp_path)
    write("docs/environments.yaml", "- a list\n")
    with pytest.raises(DocumentError, match="says nothing under a name"):
        environments(tmp_path)


def test_our_numbers_are_those_of_the_code(root: Path) -> None:
    kept = retention(root)
    assert kept["idempotency_keys"].period == idempotency.KEPT
    assert kept["refresh_tokens"].period == refreshing.LONGEST
    assert kept["sessions"].period == core_retention.SESSIONS
    assert kept["unconfirmed_uploads"].period == core_retention.UNCONFIRMED_UPLOADS
    assert kept["rate_limits"].period == attempts.ACCOUNT_WINDOW >= attempts.WINDOW
    assert kept["trash"].period == reading.TRASH == timedelta(days=accounts.TRASH_DAYS)
    assert (kept["application_logs"].megabytes or 0) * MEGABYTE == 2 * children.LOG_BYTES
    assert (kept["database_logs"].megabytes or 0) == options.LOGS_KEPT * 4
    assert options.DURABLE["log_rotation_size"] == "4MB"


def test_our_backup_policy_is_the_same_on_the_page(root: Path) -> None:
    kept = retention(root)["backups"]
    rows = {row["what"]: row["promise"] for row in read(root / "docs/backup.md").table("Policy", "what", "promise")}
    assert rows["retention"] == f"{kept.days} days, {kept.weeks} weeks, {kept.months} months"
    assert {"owner", "how much may be lost (RPO)", "how long bringing it back may take (RTO)", "schedule"} <= set(rows)


def test_our_environments_name_settings_that_exist(root: Path) -> None:
    known = {(field.alias or name).upper() for name, field in Settings.model_fields.items()}
    ours = environments(root)
    assert {*ours.must_differ, *ours.may_differ} <= known
    assert {"SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY", "DATABASE_URL"} <= {*ours.must_differ}


def test_our_costs_are_of_the_sizes_that_were_planned(root: Path) -> None:
    rows = read(root / "docs/capacity.md").table("Sizes", "component", "size", "load test")
    planned = {row["component"]: row["size"] for row in rows}
    for size in costs(root).environments["production"]:
        if size.component in {"app", "worker"}:
            assert planned[size.component] == f"`{size.size}` × {size.count}"
