"""What a page may do, said once: the content security policy of every page.

Only files of the site itself; no script or style inside a page, no frame, no plug-in, no
other host. Trusted Types: no script can turn text into HTML or code, and one policy,
``docket`` (translating/client/addresses.js), gives out the addresses of the site's own scripts.
A meta element states it, so that it holds on file:// and in a ZIM too; what only a header
can state stands in docs/security.md.
"""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types docket",
    )
)
