"""Plain values of test runs. The environment overrides them; secrets stand there."""

DEBUG = False
FLASK_DEBUG = False
LIMIT_HEAVY_A_MINUTE = 100_000  # tests come from one address, many at once
LIMIT_NETWORK_A_MINUTE = 1_000_000
LIMIT_PERSON_A_MINUTE = 100_000
LIMIT_STRANGER_A_MINUTE = 1_000_000
LOG_LEVEL = "INFO"
PLAID_ENV = "sandbox"
