"""The norms the Panel deliberates on: the catalogue of instruments and provisions, and the grammar of
references.

Owns `instrument`, `provision`, `mechanism` and every norm reference attached to a thread, a contribution or a
paragraph. A reference is a short text such as `iccpr:art/12/2` that means the same in every language and
survives a change of wording; all that people read ("ICCPR, art. 12, para. 2") is made from it. The room knows
what a norm is and how it may be cited; it does not know who cites it, so that threads and understandings can
rest on it.
"""
