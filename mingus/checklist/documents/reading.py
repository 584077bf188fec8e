"""Reads a file of the tree that anybody may have put there: bounded in size, text only, YAML without surprises."""

from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from mingus.core.errors import MingusError

MAX_BYTES: Final = 256 * 1024


class DocumentError(MingusError):
    """A document is not what it should be. The sentence begins with its path, and its line where there is one."""

    code = "document"
    exit_code = 65


class Paper(BaseModel):
    """Base of everything read from a document: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def text_of(path: Path) -> str:
    """The text of a file. Raises DocumentError when it is missing, no plain file, too large, or no UTF-8 text."""
    try:
        if not path.is_file():  # also keeps away from pipes and devices, which never end
            raise DocumentError(f"{path}: there is no such file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{path}: can't be read ({error.strerror})") from None
    if len(content) > MAX_BYTES:
        raise DocumentError(f"{path}: is larger than {MAX_BYTES // 1024} KiB")
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: is binary, not text") from None
    if "\0" in text:
        raise DocumentError(f"{path}: is binary, not text")
    return text


def yaml_of(text: str, path: Path) -> Any:
    """What a YAML text says. Raises DocumentError when it does not parse, repeats a key, or uses an alias."""
    try:
        return yaml.load(text, _Plain)  # noqa: S506 - a SafeLoader that takes even less
    except RecursionError:
        raise DocumentError(f"{path}: the YAML is nested too deep") from None
    except (yaml.YAMLError, ValueError) as error:
        raise DocumentError(f"{path}: the YAML does not parse: {_in_one_line(error)}") from None


def reason(error: ValidationError) -> str:
    """The first thing that does not fit, in one line: `members.0.role: Field required`."""
    fault = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    said = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


class _Plain(yaml.SafeLoader):
    """YAML without aliases, which can grow without bounds, and without a key that silently wins over another."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not taken")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        names = [str(key.value) for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                raise yaml.YAMLError(f"the key {name} stands there twice")
        return super().construct_mapping(node, deep)


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
