"""The Standing Panel on Migration and Human Rights: a technical, norm-based platform for deliberation.

Rooms by capability on strict floors; `docs/house.md` draws the map. A room imports only lower floors.
"""
