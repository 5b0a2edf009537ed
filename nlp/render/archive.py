"""Office files as the same bytes every time (固定字节): entries of the archive in order, their times fixed."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

#: the earliest time a zip archive can hold
FIXED_TIME = datetime(1980, 1, 1)


def steady(data: bytes) -> bytes:
    """Return a zip archive with the same entries, all dated 1980-01-01, written by the same rules everywhere."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
    ):
        for entry in given.infolist():
            fixed = zipfile.ZipInfo(entry.filename, FIXED_TIME.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system = 0
            made.writestr(fixed, given.read(entry))
    return out.getvalue()
