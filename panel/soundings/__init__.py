"""Short statements put to the delegations before drafting, to see where the constituencies converge.

Owns soundings, their versions, and the position of each delegation on each version. What they amount to is computed
afresh from the standing positions each time it is shown, by rules that anybody can run on the published counts: no
result is stored, so none can disagree with its ground. It informs the Chair; it never adopts anything.
"""
