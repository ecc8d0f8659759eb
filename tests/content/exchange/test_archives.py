"""Zip archives of strangers: good ones open, bad ones are refused with a reason."""

import stat
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.exchange import archives
from lms.content.exchange.archives import is_archive, open_archive
from lms.content.exchange.carried import ExchangeFaulty
from tests.content.exchange.zips import zipped


def raw(name, data, *, method=8, size=None, flags=0, system=0, mode=0):
    """An archive of one member written byte by byte, so that it can lie."""
    packed = data
    if method == 8:
        press = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = press.compress(data) + press.flush()
    size = len(data) if size is None else size
    check = zlib.crc32(data)
    local = struct.pack(
        "<4sHHHHHLLLHH",
        *(b"PK\x03\x04", 20, flags, method, 0, 33, check),
        *(len(packed), size, len(name), 0),
    )
    central = struct.pack(
        "<4sBBHHHHHLLLHHHHHLL",
        *(b"PK\x01\x02", 20, system, 20, flags, method, 0, 33, check),
        *(len(packed), size, len(name), 0, 0, 0, 0, mode << 16, 0),
    )
    body = local + name + packed
    end = struct.pack(
        "<4sHHHHLLH",
        *(b"PK\x05\x06", 0, 0, 1, 1, len(central) + len(name), len(body), 0),
    )
    return body + central + name + end


def why(data):
    """The code of the one reason for refusing an archive, whose words must be whole."""
    with pytest.raises(ExchangeFaulty) as failure:
        open_archive(data)
    (loss,) = failure.value.losses
    assert loss.words
    return loss.code


def test_a_good_archive_gives_its_files_in_order():
    data = zipped([("b/uno.xml", b"<a/>"), ("á.png", b"\x89"), ("vacío/", b"")])
    assert dict(open_archive(data)) == {"b/uno.xml": b"<a/>", "á.png": b"\x89"}
    assert list(open_archive(data)) == ["b/uno.xml", "á.png"]


def test_an_archive_of_nothing_is_empty():
    assert open_archive(zipped([])) == {}


def test_a_zip_is_told_by_its_first_bytes():
    assert is_archive(zipped([("a", b"1")]))
    assert is_archive(zipped([]))
    assert not is_archive(b"<assessmentItem/>")
    assert not is_archive(b"")


def test_backslashes_and_dots_are_made_plain():
    data = zipped([("items\\uno.xml", b"1"), ("./dos.xml", b"2"), ("a//b", b"3")])
    assert list(open_archive(data)) == ["items/uno.xml", "dos.xml", "a/b"]


def test_names_are_composed():
    assert list(open_archive(zipped([("cafe\u0301", b"")]))) == ["café"]


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "\\etc\\passwd",
        "../fuera.xml",
        "a/../../b",
        "a\\..\\..\\b",
        "..",
        "C:/a.xml",
        "c:a.xml",
        "a\nb",
        "//servidor/a",
        ".",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(name):
    assert why(zipped([("bien.xml", b""), (name, b"x")])) == "archive-path"


@pytest.mark.parametrize("name", [b"bien.png\0/../x", b"/etc/passwd", b"\0"])
def test_a_path_hidden_behind_a_null_byte_is_refused(name):
    assert why(raw(name, b"x")) == "archive-path"


@pytest.mark.parametrize("system", [0, 3])
@pytest.mark.parametrize("sort", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_special_files_are_refused(system, sort):
    data = raw(b"enlace", b"/etc/passwd", system=system, mode=sort | 0o777)
    assert why(data) == "archive-link"


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2000])
def test_an_encrypted_member_is_refused(flags):
    assert why(raw(b"secreto.xml", b"x" * 20, flags=flags)) == "archive-encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_whose_growth_cannot_be_watched_are_refused(method):
    assert why(zipped([("a.xml", b"x" * 100)], method)) == "archive-method"


def test_an_unknown_compression_is_refused():
    assert why(raw(b"a.xml", b"x", method=97)) == "archive-method"


def test_a_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("a.xml", b"1"), ("a.xml", b"2")])
    assert why(data) == "archive-doubled"


@pytest.mark.parametrize("other", ["b\\a", "b/./a", "b//a", "b/a/"])
def test_a_name_twice_in_other_letters_is_refused(other):
    assert why(zipped([("b/a", b"1"), (other, b"")])) == "archive-doubled"


def test_too_many_members_are_refused():
    most = archives.MAX_MEMBERS
    files = [(f"{number}.txt", b"") for number in range(most)]
    assert len(open_archive(zipped(files))) == most
    assert why(zipped([*files, ("más.txt", b"")])) == "archive-members"


def test_too_many_bytes_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 5_000_000)
    third = bytes(range(256)) * 8_000
    stored = [(str(number), third) for number in range(3)]
    assert len(open_archive(zipped(stored[:2], zipfile.ZIP_STORED))) == 2
    assert why(zipped(stored, zipfile.ZIP_STORED)) == "archive-size"


def test_the_limit_is_fifty_megabytes():
    assert archives.MAX_BYTES == 50 * 1024 * 1024


def test_a_bomb_is_refused():
    assert why(zipped([("ceros", bytes(20_000_000))])) == "archive-ratio"


def test_a_small_file_may_pack_well():
    assert len(open_archive(zipped([("ceros", bytes(1_000_000))]))["ceros"]) == 10**6


def test_a_bomb_that_lies_about_its_size_does_no_harm():
    """The bytes are counted, or the check at the end fails: nothing comes of it."""
    zeros = bytes(20_000_000)
    assert why(raw(b"ceros", zeros, size=10)) == "archive-broken"
    assert why(raw(b"ceros", zeros, size=2**31)) == "archive-ratio"


def test_members_that_share_their_bytes_are_counted_each_time(monkeypatch):
    """Many names for the same bytes make a small file large without a high ratio."""
    monkeypatch.setattr(archives, "MAX_BYTES", 1_000_000)
    data = raw(b"a", bytes(range(256)) * 1200)
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[at:end]
    entries = b"".join(entry[:-1] + bytes([97 + number]) for number in range(20))
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), at, 0)
    assert why(data[:at] + entries + tail) in ("archive-size", "archive-broken")


def test_an_archive_inside_stays_packed():
    inner = zipped([("ceros", bytes(20_000_000))])
    assert open_archive(zipped([("otro.zip", inner)])) == {"otro.zip": inner}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<xml/>", b"PK" * 500])
def test_what_is_no_zip_is_refused(data):
    assert why(data) == "archive-broken"


def test_wrong_bytes_are_found():
    data = zipped([("a", b"hola" * 100)], zipfile.ZIP_STORED).replace(b"hola", b"hole")
    assert why(data) == "archive-broken"


def test_a_cut_archive_is_refused():
    data = zipped([("a", b"x" * 1000)])
    for length in range(len(data)):
        assert why(data[:length]) == "archive-broken"


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_whatever_is_broken_gives_files_or_a_reason(changes, method):
    data = bytearray(zipped([("uno", b"1" * 99), ("b/dos", b"2")], method))
    for at, byte in changes:
        data[at % len(data)] = byte
    try:
        files = open_archive(bytes(data))
    except ExchangeFaulty as failure:
        assert all(loss.words for loss in failure.losses)
    else:
        assert all(isinstance(inside, bytes) for inside in files.values())
