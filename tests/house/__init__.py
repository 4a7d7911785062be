"""Checks of the house itself: what every room, route, table, act, template and page has in common."""
