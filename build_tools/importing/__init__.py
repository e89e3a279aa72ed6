"""Floor 7: the database of another institution to records, or to a report that says why not."""
