"""Floor 1: from bytes to trees of text with places. The only importer of yaml.

Everything here treats what it reads as hostile: it bounds sizes and depths before
anything is built, and answers with findings, never with a traceback.
"""
