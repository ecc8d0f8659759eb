"""Packages of QTI: which items are found, and what is told of the others."""

import pytest

from tests.content.exchange.packing import (
    carried,
    codes,
    item,
    manifest,
    names,
    ref,
    refused,
    resource,
    sheet_of,
)


def test_items_come_in_the_order_of_the_manifest():
    files = {
        "a.xml": item("uno"),
        "b.xml": item("dos"),
        "imsmanifest.xml": manifest(resource("b.xml"), resource("a.xml")),
    }
    assert names(carried(files)) == ["dos", "uno"]
    assert codes(carried(files)) == []


def test_a_manifest_in_a_folder_is_found_and_its_addresses_start_there():
    files = {
        "paquete/imsmanifest.xml": manifest(resource("items/a%20b.xml")),
        "paquete/items/a b.xml": item("uno"),
    }
    assert names(carried(files)) == ["uno"]


def test_a_base_address_is_minded():
    listed = manifest(resource("a.xml")).replace(
        "<resources>", '<resources xml:base="items/">'
    )
    files = {"imsmanifest.xml": listed, "items/a.xml": item("uno")}
    assert names(carried(files)) == ["uno"]


def test_without_a_manifest_every_item_is_taken_and_that_is_told():
    files = {"b.xml": item("uno"), "c/d.xml": item("dos"), "otra.xml": "<cosa/>"}
    result = carried(files)
    assert names(result) == ["uno", "dos"]
    assert codes(result) == ["poor-manifest"]


@pytest.mark.parametrize(
    "poor",
    [manifest(), "<manifest/>", "<otra/>", manifest(resource("x.css", "webcontent"))],
)
def test_a_poor_manifest_is_made_up_for(poor):
    result = carried({"imsmanifest.xml": poor, "x.css": "", "a.xml": item("uno")})
    assert names(result) == ["uno"]
    assert codes(result) == ["poor-manifest"]


def test_a_broken_manifest_is_told_with_its_line():
    result = carried(
        {"imsmanifest.xml": "<manifest>\n<a></manifest>", "a.xml": item("x")}
    )
    assert names(result) == ["x"]
    assert [(loss.code, loss.line) for loss in result.losses] == [
        ("broken-xml", 2),
        ("poor-manifest", 0),
    ]


def test_an_item_of_a_kind_without_a_name_is_known_by_what_it_is():
    files = {
        "imsmanifest.xml": manifest(resource("a.xml", "webcontent")),
        "a.xml": item("uno"),
    }
    assert names(carried(files)) == ["uno"]


def test_what_the_manifest_does_not_name_is_left_and_told():
    files = {
        "imsmanifest.xml": manifest(resource("a.xml")),
        "a.xml": item("uno"),
        "viejo.xml": item("dos"),
    }
    result = carried(files)
    assert names(result) == ["uno"]
    assert codes(result) == ["unlisted-item"]
    assert "viejo.xml" in result.losses[0].words


def test_a_file_that_is_missing_is_told_with_the_line_of_the_manifest():
    files = {
        "imsmanifest.xml": manifest(resource("no.xml"), resource("a.xml")),
        "a.xml": item("uno"),
    }
    result = carried(files)
    assert names(result) == ["uno"]
    assert [(loss.code, loss.line) for loss in result.losses] == [("missing-file", 4)]


def test_one_broken_item_does_not_hold_back_the_others():
    files = {
        "imsmanifest.xml": manifest(resource("a.xml"), resource("b.xml")),
        "a.xml": "<assessmentItem>\n</item>",
        "b.xml": item("dos"),
    }
    result = carried(files)
    assert names(result) == ["dos"]
    (loss,) = result.losses
    assert (loss.code, loss.question, loss.line) == ("broken-xml", "a.xml", 2)


def test_the_same_identifier_twice_gives_two_ids():
    files = {"a.xml": item("uno"), "b.xml": item("uno"), "c.xml": item("ÚNO!")}
    assert names(carried(files)) == ["uno", "uno-2", "uno-3"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"leeme.txt": "hola"},
        {"a.xml": "<cosa/>"},
        {"imsmanifest.xml": manifest()},
        {"t.xml": sheet_of(ref("no.xml"))},
    ],
)
def test_a_package_without_items_is_refused(files):
    assert refused(files)[0].code == "no-items"


def test_a_package_of_the_old_version_is_refused_with_the_reason():
    assert "QTI 1" in refused({"a.xml": "<questestinterop/>"})[0].words


def test_an_unsafe_package_is_refused():
    assert refused({"../a.xml": item("uno")})[0].code == "archive-path"
