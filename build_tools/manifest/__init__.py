"""Floor 7: what a copy of the site needs to be complete, current and trusted.

``seal`` writes the manifest of a site's folder, ``verify`` holds a folder against it.
lists.py has the form of its lists, tree.py cuts them, edition.py says what is known of the
whole, signing.py signs and checks it. Nothing here needs more than Python itself.
"""
