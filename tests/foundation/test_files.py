"""Files that people hand in: what they are, where they are kept, how they go out."""

import io
import re
import struct
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.foundation import files
from lms.foundation.filetypes import (
    DOCX,
    ENDINGS,
    JPEG,
    NAME_AT_MOST,
    ODS,
    ODT,
    PDF,
    PNG,
    TEXT,
    UNPACKED_AT_MOST,
    WEBP,
    XLSX,
    proper_name,
    type_of,
)
from lms.foundation.work import atomic


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


WORD = {"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}
SHEET = {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}
KNOWN = {
    PDF: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    PNG: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF",
    WEBP: b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    DOCX: packed(WORD),
    XLSX: packed(SHEET),
    ODT: packed({"mimetype": ODT, "content.xml": "<x/>"}),
    ODS: packed({"mimetype": ODS, "content.xml": "<x/>"}),
    TEXT: "Señales de alerta\nSegunda línea\n".encode(),
}


@pytest.mark.parametrize("mime", ENDINGS)
def test_every_type_that_is_taken_is_told_by_what_is_inside(mime):
    assert type_of(KNOWN[mime]) == mime


def bomb():
    """A document that says of itself that it unpacks to more than is reasonable."""
    body = bytearray(packed(WORD | {"word/big.xml": "0" * 1000}))
    directory = body.rindex(b"PK\x01\x02")
    body[directory + 24 : directory + 28] = struct.pack("<I", UNPACKED_AT_MOST + 1)
    return bytes(body)


def locked():
    """A document whose parts are said to be encrypted."""
    body = bytearray(packed(WORD))
    directory = body.index(b"PK\x01\x02")
    body[directory + 8] |= 1
    return bytes(body)


REFUSED = {
    "empty": b"",
    "blank": b"  \n ",
    "program": b"MZ\x90\x00\x03\x00\x00\x00",
    "linux program": b"\x7fELF\x02\x01\x01",
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "page after a mark": b"\xef\xbb\xbf  <html>",
    "drawing": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
    "gif": b"GIF89a\x01\x00",
    "latin-1": "café".encode("latin-1"),
    "utf-16": "hola".encode("utf-16"),
    "with a null": b"hola\x00",
    "with an escape": b"hola\x1b[2J",
    "any zip": packed({"virus.exe": "MZ"}),
    "macros": packed(WORD | {"word/vbaProject.bin": "x"}),
    "half a zip": KNOWN[DOCX][:-30],
    "only the start of a zip": b"PK\x03\x04",
    "a bomb": bomb(),
    "many parts": packed(WORD | {f"word/{n}.xml": "" for n in range(2_001)}),
    "locked": locked(),
    "open document of another kind": packed(
        {"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": ""}
    ),
    "riff that is no picture": b"RIFF\x24\x00\x00\x00WAVEfmt ",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_none_of_them_is_not_taken_whatever_its_name(body):
    assert type_of(body) is None


@given(st.binary(max_size=300))
def test_looking_inside_never_fails(body):
    assert type_of(body) in {None, *ENDINGS}
    assert type_of(b"PK\x03\x04" + body) in {None, *ENDINGS}


@pytest.mark.parametrize(
    ("name", "mime", "proper"),
    [
        ("carta.pdf", PDF, "carta.pdf"),
        ("Carta.PDF", PDF, "Carta.pdf"),
        ("foto.jpeg", JPEG, "foto.jpeg"),
        ("malo.exe", PDF, "malo.exe.pdf"),
        ("foto.jpg", PNG, "foto.jpg.png"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\Users\\ana\\carta.pdf", PDF, "carta.pdf"),
        ("", PDF, "archivo.pdf"),
        (".pdf", PDF, "archivo.pdf"),
        (".htaccess", TEXT, "htaccess.txt"),
        ("a\u202efdp.exe", PDF, "afdp.exe.pdf"),
        ("dos\r\nlíneas.pdf", PDF, "doslíneas.pdf"),
        ("n\u0303andu\u0301.pdf", PDF, "ñandú.pdf"),
        ('a"b<c>|?*:.pdf', PDF, "a_b_c_____.pdf"),
        ("a\x00b.pdf", PDF, "ab.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * (NAME_AT_MOST - 4) + ".pdf"),
    ],
)
def test_a_name_can_be_shown_and_saved_anywhere(name, mime, proper):
    assert proper_name(name, mime) == proper


@given(st.text(max_size=300), st.sampled_from(sorted(ENDINGS)))
def test_a_proper_name_stays_as_it_is(name, mime):
    once = proper_name(name, mime)
    assert once.endswith(ENDINGS[mime])
    assert 0 < len(once) <= NAME_AT_MOST
    assert not set(once) & set('/\\"<>|?*:\r\n\x00')
    assert proper_name(once, mime) == once


def test_a_file_is_kept_under_a_name_nobody_can_guess(inside, tmp_path, monkeypatch):
    monkeypatch.setitem(inside.config, "FILES_URL", f"file:{tmp_path / 'kept'}")
    stored = files.put(b"hola")
    assert (len(stored.key), stored.size) == (32, 4)
    assert stored.digest.startswith("b221d9dbb083a7f3")
    assert files.get(stored.key) == b"hola"
    assert files.put(b"hola").key != stored.key
    (found,) = (tmp_path / "kept").glob(f"*/{stored.key}")
    assert found.read_bytes() == b"hola"
    files.delete(stored.key)
    files.delete(stored.key)
    with pytest.raises(files.FileGone):
        files.get(stored.key)


@pytest.mark.parametrize("key", ["", "../secret_key", "x" * 32, "0" * 31, "0" * 32])
def test_a_name_that_is_none_leads_nowhere(inside, key):
    with pytest.raises(files.FileGone):
        files.get(key)


def test_without_a_setting_files_are_in_the_instance_folder(inside):
    stored = files.put(b"hola")
    folder = Path(inside.config["LMS_INSTANCE"]) / "files" / stored.key[:2]
    assert (folder / stored.key).read_bytes() == b"hola"
    files.delete(stored.key)


def test_a_unit_that_fails_leaves_no_file(inside):
    kept = []
    with pytest.raises(RuntimeError), files.keeping(b"hola") as stored, atomic():
        kept.append(stored.key)
        raise RuntimeError
    with pytest.raises(files.FileGone):
        files.get(kept[0])


def test_a_file_is_deleted_only_when_the_unit_is_saved(inside):
    stored = files.put(b"hola")
    with pytest.raises(RuntimeError), atomic():
        files.delete_afterwards(stored.key)
        raise RuntimeError
    assert files.get(stored.key) == b"hola"
    with atomic():
        files.delete_afterwards(stored.key)
        assert files.get(stored.key) == b"hola"
    with pytest.raises(files.FileGone):
        files.get(stored.key)


def test_a_file_goes_out_to_be_saved_and_never_to_be_shown():
    said = files.headers('añ"o;\r\n.txt', TEXT)
    assert said == {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": (
            'attachment; filename="a__o___.txt"; '
            "filename*=UTF-8''a%C3%B1%22o%3B%0D%0A.txt"
        ),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


class Bucket(BaseHTTPRequestHandler):
    """As much of S3 as the store speaks."""

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.kept[self.path] = body
        self.server.signed.append(self.headers["Authorization"])
        self.answer(200)

    def do_GET(self):
        body = self.server.kept.get(self.path)
        self.answer(404 if body is None else 200, body or b"")

    def do_POST(self):
        """Several are deleted at once, by their names in a list."""
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        keys = re.findall(r"<Key>(.*?)</Key>", asked)
        for key in keys:
            self.server.kept.pop(f"/a-bucket/{key}", None)
        told = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self.answer(200, f"<DeleteResult>{told}</DeleteResult>".encode())

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def test_files_may_be_kept_in_a_bucket(inside, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    with ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as server:
        server.kept, server.signed = {}, []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        url = f"s3://a-bucket/aula?endpoint={address}&region=sa-east-1"
        monkeypatch.setitem(inside.config, "FILES_URL", url)
        stored = files.put(b"hola")
        path = f"/a-bucket/aula/{stored.key[:2]}/{stored.key}"
        assert server.kept == {path: b"hola"}
        assert "Credential=somebody/" in server.signed[0]
        assert "/sa-east-1/s3/" in server.signed[0]
        assert files.get(stored.key) == b"hola"
        files.delete(stored.key)
        with pytest.raises(files.FileGone):
            files.get(stored.key)
        server.shutdown()
