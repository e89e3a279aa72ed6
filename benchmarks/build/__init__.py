"""How long a whole build takes, beside other generators."""
