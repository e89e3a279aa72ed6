"""Floor 3: from trees of text to records, or to findings. Content never makes it raise."""
