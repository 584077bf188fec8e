"""Whether the commands of a block exist, without running one: ours with their options, others by name."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from mingus.checklist.documents.blocks import Block

OURS: Final = frozenset({"mingus", ".venv/bin/mingus"})
# What an operator's machine has, or the page says how to get.
OTHERS: Final = frozenset(
    {
        "cat",
        "cd",
        "chmod",
        "cp",
        "curl",
        "date",
        "df",
        "dig",
        "du",
        "export",
        "free",
        "git",
        "grep",
        "kill",
        "ls",
        "mkdir",
        "mv",
        "openssl",
        "ps",
        "psql",
        "python3",
        "sha256sum",
        "sort",
        "ss",
        "sudo",
        "tail",
        "tar",
        "timedatectl",
        "uniq",
        "uptime",
    }
)
_SUBSTITUTION: Final = re.compile(r"\$\(([^()]*)\)")
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=.*", re.DOTALL)
_ENDS: Final = frozenset("|&;()")


def dry_run(block: Block, *, root: Path, commands: click.Command) -> list[str]:
    """One sentence for each command of the block that could not run as it stands; [] when all could.

    `root` is the tree that holds bin/ and bench/, `commands` the top of our command line.
    """
    try:
        found = [fault_of(words, root=root, commands=commands) for words in _all_commands(_typed(block))]
    except ValueError as error:
        return [f"line {block.line}: this is no shell ({error})"]
    if block.is_promise:
        built = bool(found) and not any(found)
        return [f"line {block.line}: this is built by now; make it a dry run"] if built else []
    return [f"line {block.line}: {fault}" for fault in found if fault]


def fault_of(words: list[str], *, root: Path, commands: click.Command) -> str:
    """What keeps this command from running; '' when nothing does."""
    name, rest = words[0], words[1:]
    if name in OURS:
        return _fault_of_ours(commands, rest)
    if name.startswith(("bin/", "bench/")):
        if not (root / name).is_file():
            return f"there is no {name}"
        run = getattr(commands, "commands", {}).get("run")
        return _fault_of_ours(run, rest) if name == "bin/run" and run else ""
    return "" if name in OTHERS else f"{name} is no command that is known here"


def _typed(block: Block) -> str:
    """What a person types: of a transcript only what follows `$ `."""
    if block.language != "console":
        return block.text
    return "".join(f"{line[2:]}\n" for line in block.text.splitlines() if line.startswith("$ "))


def _all_commands(text: str) -> Iterator[list[str]]:
    for line in text.replace("\\\n", " ").splitlines():
        for inner in _SUBSTITUTION.findall(line):
            yield from _all_commands(inner)
        yield from _commands_of(_SUBSTITUTION.sub("substituted", line))


def _commands_of(line: str) -> Iterator[list[str]]:
    """The simple commands of a line, without settings before them and redirections in them."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words, skip = list[str](), False
    for token in [*lexer, ";"]:
        if token and set(token) <= _ENDS:
            if words:
                yield words
            words = []
        elif token in {">", ">>", "<"}:
            skip = True
        elif skip or (not words and _ASSIGNMENT.fullmatch(token)):
            skip = False
        else:
            words.append(token)


def _fault_of_ours(command: click.Command, words: list[str], said: str = "") -> str:
    """Walks the command line's tree; asks each command's own parser, which runs nothing."""
    name = f"{said} {command.name or 'mingus'}".strip() if said else "mingus"
    context = click.Context(command, info_name=name)
    try:
        values, rest, _ = command.make_parser(context).parse_args(list(words))
    except click.UsageError as error:
        return f"{name}: {error.format_message()}"
    if not isinstance(command, click.Group):
        return _fault_of_values(command, values, rest, name)
    if not rest:
        return ""  # shows its help
    inner = command.get_command(context, rest[0])
    return f"{name} has no command {rest[0]}" if inner is None else _fault_of_ours(inner, rest[1:], name)


def _fault_of_values(command: click.Command, values: dict[str, object], rest: list[str], name: str) -> str:
    if rest:
        return f"{name} takes no further word {rest[0]}"
    for parameter in command.params:
        value = values.get(parameter.name or "")
        given = value is not None and not (hasattr(value, "name") and getattr(value, "name", "") == "UNSET")
        if parameter.required and not given and "help" not in values:
            return f"{name} needs {parameter.human_readable_name}"
        if given and isinstance(parameter.type, click.Choice) and value not in parameter.type.choices:
            return f"{name}: {parameter.human_readable_name} can't be {value}"
    return ""
