"""The picker with which any form attaches norms.

It works without script: "Find" shows the same page again with what the catalogue holds for the words typed, as boxes to
tick. Nothing is submitted by finding, and everything typed elsewhere in the form is kept.
"""

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField, SubmitField

from panel.db.extension import db
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.norms import queries, rules
from panel.norms.queries import ReferenceView
from panel.ui.form import Form
from panel.ui.language import say


class NormPicker(Form):
    """A form that attaches norms: `class ContributionForm(NormPicker)`.

    `norms.data` are the canonical references ticked, `?norm=iccpr:art/12` in the address ticks one beforehand. A route
    asks `picking()` before it submits:

        if form.picking():
            form.look_up(queries.catalogue(db.session()))
            return page(..., form=form)

    `candidates` is what was found, `norm_refusal` the sentence that says why not more. A citation left in the query
    field when the form is submitted is attached if it names exactly one norm, and else asked about (422).
    """

    norms = SelectMultipleField(lazy_gettext("Norms"), choices=[], validate_choice=False)
    norm_query = StringField(lazy_gettext("Find a norm"))
    find_norm = SubmitField(lazy_gettext("Find"))

    candidates: tuple[ReferenceView, ...] = ()
    norm_refusal = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted() and not self.norms.data and "norm" in request.args:
            self.norms.data = [view.reference for view in _views(request.args.getlist("norm")) if view.label]

    def picking(self) -> bool:
        """Whether this request asks the catalogue and nothing else: Find was pressed, or Enter in a line of the form
        (a browser presses the first button for it).
        """
        return bool(self.is_submitted() and self.find_norm.data)

    def look_up(self, catalogue: rules.Catalogue) -> None:
        """Fill `candidates` and `norm_refusal` from the query."""
        query = (self.norm_query.data or "").strip()
        found = rules.find(query, catalogue)
        ticked = set(self.norms.data or ())
        views = (queries.view_of(match.reference, catalogue) for match in found.matches)
        self.candidates = tuple(view for view in views if view.reference not in ticked)
        if found.refusal is not None:
            self.norm_refusal = say(found.refusal.message, found.refusal.params)
        elif not query:
            self.norm_refusal = say(
                N_("Type a citation such as “ICCPR 12”, or words such as “family unity”.")
            )
        elif not found.matches:
            self.norm_refusal = say(
                N_("The catalogue holds nothing for “%(query)s”."), {"query": query[: rules.MAX_LENGTH]}
            )

    @property
    def chosen(self) -> tuple[ReferenceView, ...]:
        """The norms ticked, as the page shows them. What is no norm stands as it was sent, to be unticked."""
        return _views(self.norms.data or ())

    def validate(self, extra_validators: Any = None) -> bool:
        ok = super().validate(extra_validators)
        query = (self.norm_query.data or "").strip()
        return (self._attach(query) and ok) if query else ok

    def _attach(self, query: str) -> bool:
        catalogue = queries.catalogue(db.session())
        reference = _cited(query, catalogue)
        if reference is not None:
            self.norms.data = list(dict.fromkeys((*(self.norms.data or ()), rules.canonical(reference))))
            self.norm_query.data = ""
            return True
        self.look_up(catalogue)
        if not self.norm_refusal:
            self.norm_refusal = say(N_("Tick the norm you mean, or empty this field."))
        self.norm_query.errors = [*self.norm_query.errors, self.norm_refusal]
        self.status = 422
        return False


def _cited(query: str, catalogue: rules.Catalogue) -> rules.Reference | None:
    """Return the one norm that `query` names, in canonical form or in plain words, or None."""
    try:
        return catalogue.resolve(rules.parse_reference(query))
    except Refusal:
        cited = rules.find(query, catalogue).cited
        return cited[0].reference if len(cited) == 1 else None


def _views(texts: Any) -> tuple[ReferenceView, ...]:
    if not texts:
        return ()
    catalogue = queries.catalogue(db.session())
    views = []
    for text in list(dict.fromkeys(texts))[: 2 * rules.MOST_REFERENCES]:
        try:
            views.append(queries.view_of(catalogue.resolve(rules.parse_reference(text)), catalogue))
        except Refusal:
            views.append(ReferenceView(text[: rules.MAX_LENGTH], "", "", "", ""))
    return tuple(views)
