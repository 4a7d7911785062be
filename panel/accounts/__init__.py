"""Accounts: who a person is, and how they sign in.

Owns persons, offices, invitations, sign-in sessions and tries. There is no registration: an account begins with an
invitation. A sign-in session lives on the server, so that a copied cookie is dead once its owner has signed out; tries
and sessions leave no fact in the record, since a permanent log of who was here when would endanger some.
"""
