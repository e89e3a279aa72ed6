"""Floor 6: the search index as small files, and what the browser needs to read it.

documents.py says what can be found; words.py turns texts to terms; inverted.py counts
them; bits.py and shards.py write the counts so that a query loads a few kilobytes of
them, and so that a changed record changes few files. docs/search.md describes the files.
"""
