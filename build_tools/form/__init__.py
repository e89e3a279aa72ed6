"""Floor 6: the form in which a record is proposed, made from the model.

data.py gives the browser the model, the vocabularies and the rules' words; client/form.js
shows the form, checks while one types and writes the record's file.
"""
