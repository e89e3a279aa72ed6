"""Characters that a reader cannot see and no text of a record needs.

Control characters; those that turn the direction of what follows (a text can be made to
read otherwise than it is written, see Unicode Technical Report 36); and blanks of no
width. The joiners U+200C and U+200D stay: Persian and Indic scripts are written with them.
"""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
