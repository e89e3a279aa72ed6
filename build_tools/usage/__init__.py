"""Floor 7: a web server's ordinary access logs to numbers of use, without any reader's address."""
