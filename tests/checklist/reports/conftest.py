"""Records to report on."""

from tests.checklist.keeping.conftest import store  # noqa: F401 - fixtures are found by being here
