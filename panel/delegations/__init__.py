"""Delegations: the States, bodies and organizations that take part, and the people who hold seats in them.

Owns constituencies, delegations, the steps of their accreditation, and seats. Also works out who acts
(`queries.signed_in`), since a capacity is a seat or an office. A body that is no State is accredited by two different
officers of the secretariat; until it is, nobody else learns that it asked.
"""
