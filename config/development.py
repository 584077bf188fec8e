"""Plain values of a developer's or a household's own machine. The environment overrides them; secrets stand there."""

DEBUG = False  # Flask's debug mode reads every template anew; turn it on in the environment when you need it
FLASK_DEBUG = False
LOG_LEVEL = "INFO"
PLAID_ENV = "sandbox"
