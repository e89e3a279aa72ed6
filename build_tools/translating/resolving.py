"""Resolves constant texts of templates when they are compiled, not when they are shown."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, nodes
from markupsafe import Markup

from build_tools.translating.speaker import Speaker

_PLAIN = ("_", "gettext")


class SpeakingEnvironment(Environment):
    """An environment of one language: ``{% trans %}`` and ``_("…")`` cost nothing on a page."""

    def __init__(self, speaker: Speaker, **options: Any) -> None:
        super().__init__(extensions=["jinja2.ext.i18n"], **options)
        self.speaker = speaker
        self.install_gettext_callables(  # type: ignore[attr-defined]
            speaker.gettext,
            speaker.ngettext,
            newstyle=True,
            pgettext=speaker.pgettext,
            npgettext=speaker.npgettext,
        )
        callables = {
            "gettext": speaker.gettext,
            "ngettext": speaker.ngettext,
            "pgettext": speaker.pgettext,
            "npgettext": speaker.npgettext,
            "_": speaker.gettext,
        }
        self.globals.update(callables)
        self.filters.update(said=speaker.say, label=speaker.label)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for parent in [tree, *tree.find_all(nodes.Node)]:
            for field, value in parent.iter_fields():
                if isinstance(value, list):
                    value[:] = [self._resolved(each) for each in value]
                else:
                    setattr(parent, field, self._resolved(value))
        return tree

    def _resolved(self, node: Any) -> Any:
        """A call with constant texts and no values as the constant that it gives."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return node
        texts = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(texts) != len(node.args):
            return node
        said: Markup | None = None
        if node.node.name in _PLAIN and len(texts) == 1:
            said = self.speaker.gettext(texts[0])
        elif node.node.name == "pgettext" and len(texts) == 2:
            said = self.speaker.pgettext(*texts)
        return nodes.Const(said, lineno=node.lineno) if said is not None else node
