"""Whether the records' sources still answer, asked politely and outside every build."""
