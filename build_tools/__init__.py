"""The generator of the cybercrime repository: records in, a cross-linked site out.

The data flow one way, and so do the imports: load, check, link, render, publish.
docs/architecture.md draws it.
"""

__version__ = "0.1.0"
