"""Floor 5: what must hold between fields and between records. One file to a subject.

A rule takes one entry and the corpus and yields faults. It never raises for what a
record holds; if it does all the same, the runner reports it as a finding.
"""
