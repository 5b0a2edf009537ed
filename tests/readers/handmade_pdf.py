"""A PDF written by hand, so that tests need no font and no printer: lines of text at given places.

The font is not embedded and the encoding is one every PDF reader knows (UniGB-UCS2-H), so the text layer is plain.
"""

from __future__ import annotations

from collections.abc import Sequence

#: a line may have a size of its own
Placed = tuple[float, float, str] | tuple[float, float, str, int]


def pdf(
    pages: Sequence[Sequence[Placed]], *, size: int = 12, picture: bool = False, font: str = "STSong-Light"
) -> bytes:
    """Return a PDF whose pages hold lines ``(x, y, text)`` or ``(x, y, text, size)``, drawn in the order given.

    picture : pages that draw a grey box and no text, as a scanner leaves them; font : the name of the font, which it does
    not hold.
    """
    name = font.encode()
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>" % name,
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>" % name,
        b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 -200 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>" % name,
    ]
    kids = []
    for lines in pages:
        drawn = [
            f"BT /F1 {own[0] if own else size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, text, *own in lines
        ]
        content = b"0.5 g 50 50 400 600 re f" if picture else "\n".join(drawn).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _written(objects)


def _written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def typeset(paragraphs: Sequence[str], *, left: float = 90, columns: int = 34, top: float = 770) -> list[Placed]:
    """Return the lines of paragraphs set solid, the first of each indented by two characters, as official papers are."""
    lines: list[Placed] = []
    y = top
    for paragraph in paragraphs:
        first = columns - 2
        rows = [paragraph[:first], *(paragraph[i : i + columns] for i in range(first, len(paragraph), columns))]
        for number, row in enumerate(rows):
            if row:
                lines.append((left + (24 if number == 0 else 0), y, row))
                y -= 20
    return lines


def character_by_character(lines: Sequence[Placed], *, size: int = 12) -> list[Placed]:
    """Return lines taken apart as some offices' programs write them: every character drawn by itself."""
    apart: list[Placed] = []
    for left, y, text, *_ in lines:
        x = left
        for character in text:
            apart.append((x, y, character))
            x += size / 2 if character.isascii() else size
    return apart
