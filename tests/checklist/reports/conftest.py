"""Records to report on."""

from tests.checklist.records.conftest import store  # noqa: F401 - a fixture
