"""Archives for tests, made in memory."""

import zipfile
from io import BytesIO


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """Return an honest archive of pairs of a name and its bytes, or of a mapping."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, data)
    return out.getvalue()
