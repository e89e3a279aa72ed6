"""Measurements against peers. Nothing here is needed to build or to test the site."""
