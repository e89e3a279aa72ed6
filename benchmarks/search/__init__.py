"""How many bytes and how much time a reader's search costs, beside other tools in the same run."""
