"""Documents made for tests, and what is read back from them."""

import re
import unicodedata
import zlib

import pypdfium2
from page import validate_pdf_bytes

from timeline_app.exchange.choices import PrintChoices
from timeline_app.exchange.document import PrintJob, print_document
from timeline_app.exchange.provenance import Provenance
from timeline_app.exchange.public_contents import public_contents

PROVENANCE = Provenance("strike.sqlite", "timeline-app 0", 3, "2026-01-28T12:00:00Z", "ab" * 32)


def printed(contents, *, choices=None, draw=None, attachments=(), **more):
    """Return (PDF, sentences of what was lost) of what strangers may see of a project."""
    job = PrintJob(
        contents=public_contents(contents)[0],
        provenance=PROVENANCE,
        choices=choices or PrintChoices(),
        draw=draw,
        attachments=attachments,
        **more,
    )
    pdf, losses = print_document(job, lambda _: None)
    return pdf, [loss.sentence for loss in losses]


def faults(pdf):
    """Return what keeps a file from being PDF/A-3a and PDF/UA-1."""
    return [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in ("3a", "ua1")
        for failure in validate_pdf_bytes(pdf, profile=profile).failures
    ]


def pages(pdf):
    """Return each page's text as PDFium reads it, compatibility forms unfolded."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [unicodedata.normalize("NFKC", text) for text in texts]


def words_of(text):
    return " ".join(text.split())


def objects(pdf):
    """Return the bytes of all packed objects, unpacked, for looking for what must not be there."""
    streams = re.findall(rb"/Type/ObjStm.*?stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(stream) for stream in streams)
