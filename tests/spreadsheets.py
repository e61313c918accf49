"""Small spreadsheets for the tests, written as odd as the ones that people send."""

from __future__ import annotations

import base64
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
OLD_XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)O-NKx6#njW#u-KD$Hu@3WDv5lNtB@4*h{h8G-3(;NKiA*g+v|WF)nJ8WwQ)|Rz(}b7HzCH{ZK*eS_DQdf*{aZwh9VbsIPO*yk}|!4wPWM"
        "Z@A~)d(QptJ@d}}d+*hBbY|jSd=@LP7iCzmD^R{frzlmpl?cdg+gx<>ASK(wx<W;e0$J|I<LZ|Ijv>c;76$J6o|6PVP&$D#=pM=G#2TVQd`K(y"
        "p^c=%4bp^ACtlTv>=(H~<Q-}GMC3lvTo&0zZD&*;rp@lAJ<cpXW;BQ`1n&2NaNdcg6}5Q5v-tcKRcz}=yETv=T4#oOUlk@n0qxQ`ZE-z}Tc`v&"
        "JDXFf=HrAJ#3<O4_-ZGBFYc;-mhkjzt5+cXx8?f4Z}dS5;!6Eh!v~DPJ|&B!fH0Ciwgk{VnAfA0o<oPMYEES7P7mucpyyy8ReJS6K15mn>Cqvb"
        "NDn7cT3a+tdgrn`j%Z5{<orNOYs;?PmAv=MUJ+TgS5(Uysv?=Cp}8EDl@uXo=Wc&~oyzo>Cq*+R=R@%n+00JE#sy{&IV6^{McE{b?IJHqubZSC"
        "7a5~zPI+Tbty4HKE^RJ}wUNfzDR^UUSyJ9g<-(^!59<pb&23bk>Y6<ln|f<bpn*=cEb;j_j-*Pe>(>~MOgC4~j`Ln*-A}tu(1<v`+s;uL#yqb#"
        "LR4h2#!p8r)(q!aF<bqDt%S|b<0*}=gxwftUotlhVlvN=ewOnL;rX0#iZSu?nQqkJJ{xI={DDe%@ZiCN2M-=Rc=&&y<o;N^b@PqU@7(JH&Uc-8"
        "N(<g+l7AM5F+#sQy;SZ;j&ciUOPW6$;a6^7YLy)Kdm-Z}jc#EO8S!JV<oQeQWoqgFSv4{8=ax{Z<1dur=U*QGJL6Q`&;"
    )
)
"""An Excel 97 file: Name, PLZ, Seit; Schule am Meer, 18057 (a number), 2018-03-01; Süd-Verein, 01067 (a text)."""


def xlsx(
    path: Path, rows: Iterable[Sequence[Any]], *, change: Callable[[Any], object] | None = None, name: str = "Liste"
) -> Path:
    """Write one sheet; `change` may do to it what people do to sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    book.save(path)
    return path


def ods(path: Path, body: str) -> Path:
    """Write a LibreOffice file whose one table is called T and holds these rows of XML."""
    names = "".join(f' xmlns:{one}="{_ODS}:{one}:1.0"' for one in ("office", "table", "text"))
    table = f'<table:table table:name="T">{body}</table:table>'
    content = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        entry = '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODS}:manifest:1.0">{entry}</m:manifest>')
        archive.writestr("content.xml", f"<office:document-content{names}>{content}</office:document-content>")
    return path


def ods_cell(text: str, repeated: int = 1) -> str:
    """Return a cell that holds a text."""
    again = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return f'<table:table-cell office:value-type="string"{again}><text:p>{text}</text:p></table:table-cell>'


def rezipped(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part inside of a zipped file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
