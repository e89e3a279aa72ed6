"""Floor 7: a whole copy of a site, kept current with kilobytes.

sources.py reads a site from the web or a folder, downloads.py gets one file whole, trust.py
decides whether an edition may be taken, plan.py finds what to fetch, copy.py does it all.
Needs nothing but Python, so that it also runs from one file (bundle.py).
"""
