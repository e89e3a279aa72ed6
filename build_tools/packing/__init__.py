"""Floor 7: a built site as something to carry: a stick, an archive, a ZIM for Kiwix.

All three hold the site's own files, never crawled, and the same site gives the same bytes.
members.py lists the files, fat.py says what a stick's file system allows, subset.py chooses
a part of the records.
"""
