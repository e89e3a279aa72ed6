"""Floor 6: the records in the forms that other programs and professions use.

plain.py turns a record into plain data and back; bulk.py and tables.py write whole
collections; api.py lists them; the other modules each write one form.
"""
