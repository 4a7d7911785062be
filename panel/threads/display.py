"""How a contribution reads on the page of its thread.

Made once and kept: a contribution changes by correction or withdrawal only, while its thread is read over and over.
What is kept is found by all that shows, so that nothing stale is ever found.
"""

from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from panel.norms.queries import ReferenceView
from panel.threads import rules
from panel.threads.queries import ContributionView
from panel.ui.language import direction_of, locale, say


def article(each: ContributionView, norms: tuple[ReferenceView, ...], thread: int, writes: object) -> Markup:
    """Return a contribution of thread number `thread`, with a link to reply if the reader `writes` in it."""
    return _article(each, norms, thread, bool(writes), locale())


@lru_cache(2048)
def _article(
    each: ContributionView, norms: tuple[ReferenceView, ...], thread: int, writes: bool, language: str
) -> Markup:
    made = current_app.jinja_env.get_template("threads/_contribution.html").render(
        each=each,
        norms=norms,
        here=f"/threads/{thread}",
        writes=writes,
        kind=say(rules.KINDS[each.kind]),
        language_name=rules.LANGUAGES[each.language],
        direction=direction_of(each.language),
    )
    return Markup(made)
