"""An agency's own names, left out when wording is compared: they vary with the agency, not with what it says (自称)."""

from __future__ import annotations

import re

from nlp.report import Report

_OFFICE = re.compile(r"(?:(?:人民政府)?(?:办公室|办公厅)?|管理委员会|管委会)$")


def own_names(report: Report) -> set[str]:
    """Return the agency's own names and places as far as the report's identity knows them, with and without 人民政府."""
    region = report.region
    full = {name for name in (report.issuer, region.province, region.city, region.county) if name}
    return {form for name in full for form in (name, _OFFICE.sub("", name)) if len(form) > 1}
