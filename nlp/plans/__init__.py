"""Plans (改进措施): finds the problems and plans of section five, scores how concrete they are, follows them up.

`plans`, `score_clause` and `follow_up` are the verbs; the result types are in `nlp.plans.result`.
"""

from nlp.plans.follow_up import follow_up
from nlp.plans.result import Clause, FollowUp, Item, PlanSet
from nlp.plans.scorer import score_clause
from nlp.plans.section_five import plans

__all__ = ["Clause", "FollowUp", "Item", "PlanSet", "follow_up", "plans", "score_clause"]
