"""Floor 0: the field's plain values. Nothing here knows of records, files or pages."""
