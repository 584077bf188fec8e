"""`.env.example` and docs/configuration.md, written from the schema alone, so that they say what the program does."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final

from mingus.core.settings import ENVIRONMENTS, SCHEMA, Setting

WIDTH: Final = 110
_EXAMPLE_HEAD: Final = """\
# Settings of Mingus, made by `mingus config document` from mingus/core/settings. The same with more words:
# docs/configuration.md. Lines without a # have to be said in production; empty means not set.
# `mingus config generate-secrets` makes the secrets, `mingus config check` says what is still wrong.
"""
_PAGE_HEAD: Final = """\
# Configuration

`mingus config document` writes this page and `.env.example` from `mingus/core/settings`; a test keeps them fresh.

A setting is looked for in the **environment**, then (three secrets only) in `secrets/mingus.env` of the home, then in
`config/{environment}.py`, then there is its default. Empty means not set. `mingus run` needs no setting at all: it
makes its own database and secrets. Whatever is wrong is named at once, without a value, and Mingus exits with 78.

```sh
mingus config check                                # what is wrong here; --json for programs
mingus config check --env production               # what production would refuse
mingus config show                                 # every value and where it comes from; secrets are masked
mingus config generate-secrets --env production    # fresh secrets, ready for an environment file
```

## What production and staging refuse

- debug modes, and logs below INFO
- test keys, keys out of examples, addresses of vendors that are not theirs; in production also Plaid's sandbox
- secrets that are short, repeat themselves, stand in documents, or stand under two names
- an address of Mingus that is not https, cookies that travel without TLS
- a database without TLS (`sslmode=verify-full`; `require` is taken and advised against), a Redis without TLS or without
  a checked certificate
- source maps in the built front end, a demonstration household in the database
"""
_TABLE_HEAD: Final = "| setting | what it means | it must be | required in | default |\n|---|---|---|---|---|"


def env_example() -> str:
    """The text of `.env.example`."""
    return _EXAMPLE_HEAD + "".join(f"\n\n# == {group}\n{''.join(map(_example, found))}" for group, found in _groups())


def page() -> str:
    """The text of docs/configuration.md."""
    tables = (
        f"\n## {group}\n\n{_TABLE_HEAD}\n" + "".join(f"{_row(setting)}\n" for setting in found)
        for group, found in _groups()
    )
    return _PAGE_HEAD + "".join(tables)


def _groups() -> Iterator[tuple[str, Iterator[Setting]]]:
    return groupby(SCHEMA, key=lambda setting: setting.group)


def _example(setting: Setting) -> str:
    said = f"{setting.meaning} Must be {setting.shape}."
    words = "".join(f"# {line}\n" for line in wrap(said, WIDTH, break_on_hyphens=False))
    if "production" in setting.required_in:
        return f"\n{words}{setting.name}=\n"
    value = "" if setting.example.startswith("<") else setting.example
    return f"\n{words}# {setting.name}={value}\n"


def _row(setting: Setting) -> str:
    name = f"`{setting.name}`" + (" (secret)" if setting.secret else "")
    default = f"`{setting.default}`" if setting.default else ""
    return f"| {name} | {setting.meaning} | {setting.shape} | {_required(setting)} | {default} |"


def _required(setting: Setting) -> str:
    if setting.required_in == frozenset(ENVIRONMENTS):
        return "everywhere"
    return ", ".join(environment for environment in ENVIRONMENTS if environment in setting.required_in)
