"""Reading threads: lists and pages of bounded size, and the rows that acts write on.

What pages show comes as frozen dataclasses made from columns: a page of fifty contributions needs no entities, which
would cost more time than the rest of the page.
"""

from panel.threads.queries.contributions import (
    ContributionFilter,
    ContributionList,
    ContributionView,
    DraftView,
    body_of,
    contribution_view,
    contributions_of,
    draft_view,
    drafts_of,
    earlier_versions,
)
from panel.threads.queries.guidance import (
    GuidanceView,
    guidance_for_update,
    guidance_view,
    mechanisms_taking_part,
)
from panel.threads.queries.subjects import (
    contribution_for_update,
    draft_for_update,
    names_in,
    posted_in,
    thread_for_update,
)
from panel.threads.queries.syntheses import (
    PointView,
    SynthesisView,
    latest_points_on,
    points_of,
    points_resting_on,
    syntheses_of,
    synthesis_view,
)
from panel.threads.queries.threads import (
    Heard,
    IssueView,
    Surroundings,
    ThreadList,
    ThreadView,
    heard_on,
    issues_with_threads,
    proposal_of,
    surroundings,
    thread_by_number,
    threads_on,
)

__all__ = [
    "ContributionFilter",
    "ContributionList",
    "ContributionView",
    "DraftView",
    "GuidanceView",
    "Heard",
    "IssueView",
    "PointView",
    "Surroundings",
    "SynthesisView",
    "ThreadList",
    "ThreadView",
    "body_of",
    "contribution_for_update",
    "contribution_view",
    "contributions_of",
    "draft_for_update",
    "draft_view",
    "drafts_of",
    "earlier_versions",
    "guidance_for_update",
    "guidance_view",
    "heard_on",
    "issues_with_threads",
    "latest_points_on",
    "mechanisms_taking_part",
    "names_in",
    "points_of",
    "points_resting_on",
    "posted_in",
    "proposal_of",
    "surroundings",
    "syntheses_of",
    "synthesis_view",
    "thread_by_number",
    "thread_for_update",
    "threads_on",
]
