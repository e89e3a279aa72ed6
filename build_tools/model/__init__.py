"""Floor 2: the model. Every field of every kind of record stands here, once.

The parser, the JSON Schema, the contributors' reference, the labels of the pages and
the columns of the exports are all derived from these classes and their annotations.
"""
