"""Templates whose compiled code does less for each piece of text; what they say is the same.

Jinja makes an object of Markup of each value that a template puts out, only to join them all
into one text, and looks at each call for three ways of passing its context. On a page of a
thousand small pieces that is a fifth of the time.
"""

from __future__ import annotations

from types import FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape
from markupsafe._speedups import _escape_inner as escaped

_SHOWN = "shown"
_FUNCTIONS = (FunctionType, MethodType)


def shown(value: Any) -> str:
    """A value as HTML, to be joined with other HTML: ``escape`` without its Markup."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return escape(value)


class QuickGenerator(CodeGenerator):
    """Writes ``shown(value)`` where Jinja would write ``escape(value)`` to join it at once."""

    def visit_Template(  # noqa: N802 - Jinja's name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """A module that begins by importing ``shown``."""
        self.writeline(f"from {__name__} import {_SHOWN}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write(f"{_SHOWN}(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _takes_more(macro: Macro) -> bool:
    """True for a macro that has a caller, or takes any arguments."""
    return bool(macro.caller or macro.catch_kwargs or macro.catch_varargs)


class QuickContext(Context):
    """Calls macros and plain functions without asking each how it wants to be called.

    For environments that escape all they show, and are not asynchronous.
    """

    @internalcode
    def call(self, callee: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call with the context where the callable asks for it."""
        kind = type(callee)
        if kind is Macro:
            if kwargs:
                kwargs.pop("_block_vars", None)
                kwargs.pop("_loop_vars", None)
            if len(args) == callee._argument_count and not (kwargs or _takes_more(callee)):
                return str.__new__(Markup, callee._func(*args))
            return callee(self.eval_ctx, *args, **kwargs)
        if kind in _FUNCTIONS and not hasattr(callee, "jinja_pass_arg"):
            if kwargs:
                kwargs.pop("_block_vars", None)
                kwargs.pop("_loop_vars", None)
            return callee(*args, **kwargs)
        return super().call(callee, *args, **kwargs)
