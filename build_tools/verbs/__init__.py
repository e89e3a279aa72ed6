"""Floor 8: the verbs of the command ``docket``, one to a module.

Each module has ``add``, which tells the parser of the verb, and what the verb does.
"""
