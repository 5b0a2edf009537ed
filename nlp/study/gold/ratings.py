"""Agreement with people who rated clauses for concreteness (具体性评分的一致性)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from nlp.agreement import ordinal_agreement
from nlp.plans import score_clause
from nlp.study.gold.files import Record


def concreteness(records: Sequence[Record]) -> dict[str, Any]:
    """Return the agreement of the program with each rater, and of the raters with each other."""
    raters = sorted(key for key in records[0] if re.fullmatch(r"rater\d+", key))
    whole = [record for record in records if all(record.get(rater) is not None for rater in raters)]
    scored = [score_clause(str(record["text"])) for record in whole]
    levels = [float(clause.level) for clause in scored]
    mean = [sum(float(record[rater]) for rater in raters) / len(raters) for record in whole]
    by_rater = {rater: ordinal_agreement([float(r[rater]) for r in whole], levels) for rater in raters}
    together = ordinal_agreement(mean, [clause.score for clause in scored])
    people = (
        ordinal_agreement([float(r[raters[0]]) for r in whole], [float(r[raters[1]]) for r in whole])
        if len(raters) > 1
        else None
    )
    return {
        "clauses": len(whole),
        "spearman_with_mean": together.to_dict()["spearman"] if together else None,
        "levels": {rater: figures.to_dict() for rater, figures in by_rater.items() if figures},
        "raters": people.to_dict() if people else None,
    }
