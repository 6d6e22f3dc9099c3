"""The evidence bundle: what documents came as, when and whence, in a form that anybody can check.

A bundle is a folder, or that folder in an uncompressed zip or tar. It is a bag after BagIt 1.0 (RFC 8493) with a hash
chain over its files in the order of capture. `docs/evidence.md` describes it for programs, `readme` for people.
"""
