"""Old Word and WPS files (.doc .wps .rtf): turned into .docx by LibreOffice where it is installed (旧版文档)."""

from __future__ import annotations

from pathlib import Path

from nlp.errors import ReadError
from nlp.readers.formats.docx import Docx
from nlp.readers.lines.extract import Extract, formats

_SECONDS = 120


class Office:
    """Old Word and WPS files (旧版 Word 与 WPS 文档)."""

    suffixes: tuple[str, ...] = (".doc", ".wps", ".rtf")

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the paragraphs of the document; see `nlp.readers.lines.extract.Format`."""
        import shutil
        import tempfile

        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise ReadError(f"{source}：读取 .doc 和 .wps 需要 LibreOffice：请安装，或用 Word、WPS 另存为 .docx")
        with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
            return Docx().extract(_converted(program, data, Path(folder), source), source)


def _converted(program: str, data: bytes, folder: Path, source: str) -> bytes:
    import subprocess

    suffix = Path(source).suffix.lower()
    original = folder / f"report{suffix if suffix in Office.suffixes else '.doc'}"
    original.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(original),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ReadError(f"{source}：LibreOffice 未能在 {_SECONDS} 秒内转换：请用 Word、WPS 另存为 .docx") from error
    result = original.with_suffix(".docx")
    if not result.is_file():
        raise ReadError(f"{source}：LibreOffice 打不开：请用 Word、WPS 另存为 .docx")
    return result.read_bytes()


formats.register("office")(Office())
