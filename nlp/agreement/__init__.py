"""Human coders and a machine among them: how far they agree (编码员一致性).

Labels in, figures out: nothing here knows what the labels mean. `codings` come from a sheet people filled in (`sheets`),
from Label Studio or doccano (`exchange`), or from a gold file; `agreement` compares them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.agreement.alpha import krippendorff_alpha as krippendorff_alpha
    from nlp.agreement.bootstrap import Interval as Interval
    from nlp.agreement.bootstrap import interval as interval
    from nlp.agreement.coding import Coding as Coding
    from nlp.agreement.compare import Agreement as Agreement
    from nlp.agreement.compare import agreement as agreement
    from nlp.agreement.figures import Counts as Counts
    from nlp.agreement.figures import count as count
    from nlp.agreement.figures import count_sets as count_sets
    from nlp.agreement.kappa import cohen_kappa as cohen_kappa
    from nlp.agreement.ordinal import OrdinalAgreement as OrdinalAgreement
    from nlp.agreement.ordinal import ordinal_agreement as ordinal_agreement
    from nlp.agreement.ordinal import spearman as spearman
    from nlp.agreement.sample import stratified as stratified
    from nlp.agreement.sheets import read_sheet as read_sheet
    from nlp.agreement.sheets import write_sheet as write_sheet

_HOMES = {
    "Agreement": "compare",
    "Coding": "coding",
    "Counts": "figures",
    "Interval": "bootstrap",
    "OrdinalAgreement": "ordinal",
    "agreement": "compare",
    "cohen_kappa": "kappa",
    "count": "figures",
    "count_sets": "figures",
    "interval": "bootstrap",
    "krippendorff_alpha": "alpha",
    "ordinal_agreement": "ordinal",
    "read_sheet": "sheets",
    "spearman": "ordinal",
    "stratified": "sample",
    "write_sheet": "sheets",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"nlp.agreement.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'nlp.agreement' has no attribute {name!r}: choose from {', '.join(__all__)}")
