"""An archive's tags as sets of documents, in memory: what counts any filter of a million documents in milliseconds.

A cache: the tables stay the truth. It brings numpy and pyroaring along, so it is imported only where it is made.
"""
