"""Floor 7: the site on this machine while its records are written. For looking, not for the web."""
