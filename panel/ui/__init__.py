"""The common face: forms and how they are submitted, who asks, what a page is given, headers, errors, languages.

Owns no tables and knows no room. A route reads like this: ask (`require`), read (a query), `submit`, `page`.
"""
