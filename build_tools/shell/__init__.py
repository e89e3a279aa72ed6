"""The seam between the records' pages and the site around them.

A shell makes the hand-written pages and, once for each part of the site and each depth
of folders, an empty frame. Only mkdocs_shell.py imports mkdocs; minimal.py shows that
another shell can take its place.
"""
