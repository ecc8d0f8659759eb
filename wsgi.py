"""What a WSGI server runs."""

import config
from lms.application import create_app

app = create_app(config.read())
