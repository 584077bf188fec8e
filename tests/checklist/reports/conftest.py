"""Records to report on."""

from tests.checklist.records.conftest import store as store
