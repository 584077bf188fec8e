"""A certificate that the mail server of a test shows."""

from tests.servers.mail import authority  # noqa: F401 - fixtures are found by being here
