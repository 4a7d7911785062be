"""Home: the faces that span rooms. The first page, the desks, search, the log of facts, verification, and the pages
that say how the Panel works.

Owns no tables and writes nothing of its own; it reads the tables of the rooms below.
"""
