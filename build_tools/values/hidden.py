"""Characters that a reader cannot see and no text of a record needs.

Control characters; those that turn the direction of what follows (a text can be made to
read otherwise than it is written, see Unicode Technical Report 36); blanks of no width and
fillers that look like nothing; tags and selectors, in which a text can be hidden whole; and
places of Unicode that no character has. The joiners U+200C and U+200D stay after a letter
of the scripts that are written with them (Arabic and Persian, those of India and beyond).
"""

from __future__ import annotations

import re

_JOINING = (
    "\u0620-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1bff\ua800-\ua8df\ua980-\uaaff"
)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U0001d173-\U0001d17a"
    f"\U000e0000-\U0010ffff]|(?<![{_JOINING}])[\u200c\u200d]"
)
