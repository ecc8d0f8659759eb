"""The hand-written samples of QTI: what is in them, and what should come of them."""

import re
from pathlib import Path

import yaml

from lms.content.canonical import yaml_bytes
from lms.content.questions.whole import plain_question

FOLDER = Path(__file__).parent / "qti_samples"
SAMPLES = sorted(FOLDER.glob("*.xml"))
HTML = {
    *("a", "blockquote", "div", "em", "h2", "img", "li", "object", "ol", "p", "pre"),
    *("q", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul", "video"),
    *("math", "mi", "mo", "mn", "span", "ruby", "rp", "rt", "br"),
}
_TAG = re.compile(r"<(/?)(\w+)((?:\s[^<>]*?)?)(/?)>")
_ATTRIBUTE = re.compile(r"(\s)(\w+)=")


def outcome(carried):
    """What was read, as plain data: questions, and each loss with its line and code."""
    written = yaml_bytes({"q": [plain_question(one) for one in carried.questions]})
    return {
        "questions": yaml.safe_load(written)["q"],
        "losses": [f"{loss.line} {loss.code}" for loss in carried.losses],
    }


def expected(path):
    """What should come of a sample."""
    return yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))


def is_old(path):
    """Is a sample written in 2.1 or 2.2?"""
    return "<assessmentItem" in path.read_text("utf-8")


def as_v3(xml):
    """The same item in the words of 3.0."""
    xml = re.sub(r'xmlns="[^"]*imsqti_v2p\d"', 'xmlns="urn:x-v3"', xml)
    xml = xml.replace("urn:x-v3", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0")
    return _TAG.sub(_renamed, xml)


def _renamed(found):
    slash, name, attributes, end = found.groups()
    if name in HTML:
        return found[0]
    renamed = _ATTRIBUTE.sub(lambda a: f"{a[1]}{_kebab(a[2])}=", attributes)
    return f"<{slash}qti-{_kebab(name)}{renamed}{end}>"


def _kebab(name):
    return re.sub(r"([A-Z])", lambda found: f"-{found[1].lower()}", name)
