"""Jinja, told what our templates never do, so that a page does not pay for it with each of its hundreds of small calls.

What they look like and what they escape is the same. Jinja offers every hook used here.
"""

import re
from collections.abc import Callable, MutableMapping
from functools import cache
from types import FunctionType
from typing import Any, Final, cast

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

ALWAYS_THE_SAME: Final = frozenset({"icon", "asset", "asset_url"})
"""What answers the same for the same words as long as the process lives: the answer is written into the template."""
_IMPORTS: Final = "; from mingus.core.templates import Written as Macro, written as escape"
_PLAIN: Final = (FunctionType, type(cache(len)))
_TO_BE_ESCAPED: Final = re.compile("[&<>'\"]")


def written(value: Any) -> str:
    """`value` as it may stand in HTML. markupsafe makes a new object even of what needs nothing."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]  # mypy does not follow type()
    if kind is str and not _TO_BE_ESCAPED.search(value):
        return value  # type: ignore[no-any-return]  # the same
    return escape(value)


class Written(Macro):
    """A macro. Most have neither a caller nor arguments nobody named, and what calls them need not look for any."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        _, self.write, _, names, *unusual = given
        self.names: tuple[str, ...] = tuple(names)
        self.is_usual = unusual == [False, False, False, True]  # and what it writes is HTML

    def filled(self, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...] | None:
        """All arguments in their order; None where the call is not one of the usual kind."""
        if not self.is_usual or len(given) > len(self.names):
            return None
        rest = self.names[len(given) :]
        if not named.keys() <= set(rest):
            return None
        return (*given, *[named.get(name, missing) for name in rest])


class Page(Context):
    """What a template sees while it is written."""

    def call(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """The answer of a macro or of a plain function at once, everything else as Jinja does it."""
        kind = type(function)
        if kind is Written and self.eval_ctx.autoescape:
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            arguments = function.filled(given, named)  # type: ignore[attr-defined]  # mypy does not follow type()
            if arguments is not None:
                return str.__new__(Markup, function.write(*arguments))  # type: ignore[attr-defined]  # the same
        elif kind in _PLAIN and not named and not hasattr(function, "jinja_pass_arg"):
            return function(*given)
        return super().call(function, *given, **named)


class Writer(CodeGenerator):
    """Turns a template into Python, and what is always the same into text."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        return super()._output_child_to_const(self._known(node, frame) or node, frame, finalize)

    def _known(self, node: nodes.Expr, frame: Frame) -> nodes.Expr | None:
        """The answer, where `node` asks one of ALWAYS_THE_SAME with plain words."""
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
            return None
        name = node.node.name
        if name not in ALWAYS_THE_SAME or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return None
        if frame.symbols.find_load(frame.symbols.ref(name)) != (VAR_LOAD_RESOLVE, name):
            return None  # something of the template's own goes by this name
        words = [word.as_const(frame.eval_ctx) for word in node.args]
        answer = cast("Callable[..., Any]", self.environment.globals[name])
        return nodes.Const(answer(*words))


class Templates(Environment):
    """The templates of the application, each looked for once, with one dictionary of globals for all."""

    code_generator_class = Writer
    context_class = Page

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._found: dict[str, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's layers are compared in Python with every import."""
        return {**self.globals, **d} if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's
    ) -> Template:
        """The template called `name`."""
        found = self._found.get(name) if isinstance(name, str) and not globals else None
        if found is None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str) and not globals and not self.auto_reload:
                self._found[name] = found
        return found

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        """What Jinja writes, with our names behind its own in the first line, so that all others keep their number."""
        imports, _, rest = super()._generate(source, *given, **named).partition("\n")
        return f"{imports}{_IMPORTS}\n{rest}"
