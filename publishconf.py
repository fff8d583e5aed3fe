"""The site as it is published: no examples, canonical addresses, and a bad entry stops only itself."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # Pelican reads this file from anywhere

import pelicanconf
from pelicanconf import *  # noqa: F403

if not os.environ.get("SITEURL", "").startswith(("https://", "http://")):
    raise SystemExit(
        "publishconf.py: set SITEURL to the site's address, for example SITEURL=https://agenda.example.org"
    )

if os.environ.get("AGENDA_MAIL_HOST"):  # where a workflow sends letters; its password is AGENDA_MAIL_PASSWORD
    AGENDA_MAIL = {
        **getattr(pelicanconf, "AGENDA_MAIL", {}),
        "host": os.environ["AGENDA_MAIL_HOST"],
        "user": os.environ.get("AGENDA_MAIL_USER", ""),
    }

SITEURL = os.environ["SITEURL"].rstrip("/")
AGENDA_EXAMPLES = False
AGENDA_ON_PROBLEM = "last-good"
AGENDA_HASHED_ASSETS = True
