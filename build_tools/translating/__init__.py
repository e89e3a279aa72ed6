"""The interface in several languages: catalogues, and the ways from them to a page."""
