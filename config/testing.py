"""Plain values of test runs. The environment overrides them; secrets stand there."""

DEBUG = False
FLASK_DEBUG = False
LOG_LEVEL = "INFO"
PLAID_ENV = "sandbox"
