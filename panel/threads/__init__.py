"""Threads: what is discussed on the eight issues, from a guiding question to the moderator's synthesis.

Owns threads, the contributions of delegations to them, and syntheses. A contribution belongs to its delegation: nobody
else changes a word of it, and what has been posted leaves at least its number, date and reason behind.
"""
