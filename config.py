"""Settings of the stand-alone site, from the environment; nothing else."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).parent

KNOWN = {
    "LMS_ENV": "development or production; production unless said otherwise",
    "LMS_INSTANCE": "folder of the database, the mails and the key; instance/",
    "LMS_SITE_NAME": "name of the site in its header; Aula de Prevención",
    "LMS_STYLEGUIDE": "1 shows /styleguide; on in development",
    "LMS_POSTMAN": "1 sends mails beside the pages, 0 leaves it to a process; 1",
    "LMS_PROXIES": "number of reverse proxies in front of the site; 0",
    "LMS_SMALL_CELL": "numbers of people below it are hidden in figures; 5",
}
"""Our own variables. Any other that starts with LMS_ stops the start: a misspelt
setting that is silently ignored is found out too late."""


class WrongSetting(SystemExit):
    """A setting is wrong or dangerous; the start stops with this sentence."""


def read(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the configuration of the stand-alone site; raises ``WrongSetting``."""
    env = os.environ if environ is None else environ
    for name in env:
        if name.startswith("LMS_") and name not in KNOWN:
            raise WrongSetting(
                f"{name} is not a setting of this site. Known are: "
                f"{', '.join(sorted(KNOWN))}."
            )
    mode = env.get("LMS_ENV", _unsaid(env))
    if mode not in ("development", "production"):
        raise WrongSetting(f"LMS_ENV is {mode!r}; use development or production.")
    development = mode == "development"
    instance = Path(env.get("LMS_INSTANCE") or HERE / "instance")
    base = _base_url(env, development)
    return {
        "LMS_DEVELOPMENT": development,
        "LMS_INSTANCE": str(instance),
        "SECRET_KEY": _secret(env, development, instance),
        "SQLALCHEMY_DATABASE_URI": _database(env, instance),
        "REDIS_URL": _url(env, "REDIS_URL", ("redis", "rediss", "unix")),
        "MAIL_URL": _mail(env, instance),
        "MAIL_FROM": env.get("MAIL_FROM", "aula@localhost"),
        "FILES_URL": _url(env, "FILES_URL", ("file", "s3")) or "file:",
        "FILES_AT_MOST": _number(env, "FILES_AT_MOST") or 5,
        "LMS_BASE_URL": base,
        "TRUSTED_HOSTS": _hosts(env, base),
        "LMS_POSTMAN": _switch(env, "LMS_POSTMAN", True)
        and "FLASK_RUN_FROM_CLI" not in env,
        "LMS_PROXIES": _number(env, "LMS_PROXIES"),
        "LMS_SMALL_CELL": (
            _number(env, "LMS_SMALL_CELL") if env.get("LMS_SMALL_CELL") else 5
        ),
        "LMS_SITE_NAME": env.get("LMS_SITE_NAME", "Aula de Prevención"),
        "LMS_STYLEGUIDE": _switch(env, "LMS_STYLEGUIDE", development),
        "LMS_URL_PREFIX": "/",
        "SESSION_COOKIE_SECURE": base.startswith("https:"),
    }


def _unsaid(env: Mapping[str, str]) -> str:
    """Return the mode where none is said: production.

    But a command typed where nothing at all is set (``flask --app wsgi lms …`` in a
    fresh checkout) speaks of the site that ``make run`` brings up there.
    """
    typed = "FLASK_RUN_FROM_CLI" in env
    is_set = any(env.get(name) for name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL"))
    return "development" if typed and not is_set else "production"


def _secret(env: Mapping[str, str], development: bool, instance: Path) -> str:
    key = env.get("SECRET_KEY", "")
    if key:
        if not development and (len(key) < 32 or len(set(key)) < 10):
            raise WrongSetting(
                "SECRET_KEY is too easy to guess for production: use at least 32 "
                "random characters, such as "
                "python3 -c 'import secrets; print(secrets.token_hex(32))'."
            )
        return key
    if not development:
        raise WrongSetting(
            "SECRET_KEY is missing. Set it to at least 32 random characters, such as "
            "python3 -c 'import secrets; print(secrets.token_hex(32))', "
            "or set LMS_ENV=development on your own machine."
        )
    return _own_secret(instance / "secret_key")


def _own_secret(file: Path) -> str:
    """Return the key of this development machine, made once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with os.fdopen(os.open(file, flags, 0o600), "w") as new:
            new.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return file.read_text("utf-8").strip()


def _database(env: Mapping[str, str], instance: Path) -> str:
    url = env.get("DATABASE_URL", "")
    if not url:
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance.resolve() / 'lms.sqlite3'}"
    scheme, colon, rest = url.partition(":")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql+psycopg{colon}{rest}"
    if scheme == "sqlite":
        return url
    raise WrongSetting(
        f"DATABASE_URL begins with {scheme!r}; use sqlite:///file or "
        "postgresql://person:password@host/database."
    )


def _mail(env: Mapping[str, str], instance: Path) -> str:
    url = _url(env, "MAIL_URL", ("smtp", "smtps", "smtp+starttls", "folder"))
    return url or f"folder:{instance.resolve() / 'mail'}"


def _url(env: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str:
    url = env.get(name, "")
    if url and urlsplit(url).scheme not in schemes:
        raise WrongSetting(
            f"{name} must begin with one of: {', '.join(s + ':' for s in schemes)}."
        )
    return url


def _base_url(env: Mapping[str, str], development: bool) -> str:
    url = env.get("BASE_URL", "").rstrip("/")
    if not url and development:
        return f"http://127.0.0.1:{env.get('PORT', '8000')}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(
            "BASE_URL is missing or not an address: set it to where people reach the "
            "site, such as https://aula.example.org; links in mails begin with it."
        )
    if parts.path or parts.query:
        raise WrongSetting("BASE_URL is scheme and host only, without a path.")
    return url


def _hosts(env: Mapping[str, str], base: str) -> list[str]:
    named = [host.strip() for host in env.get("TRUSTED_HOSTS", "").split(",")]
    hosts = [host for host in named if host]
    if "*" in hosts:
        raise WrongSetting("TRUSTED_HOSTS lists names of hosts; '*' is not one.")
    return hosts or [
        urlsplit(base).hostname or "localhost",
        *(("localhost", "127.0.0.1") if "127.0.0.1" in base else ()),
    ]


def _number(env: Mapping[str, str], name: str) -> int:
    value = env.get(name, "0")
    if not value.isdigit():
        raise WrongSetting(f"{name} is {value!r}; use a whole number.")
    return int(value)


def _switch(env: Mapping[str, str], name: str, default: bool) -> bool:
    value = env.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise WrongSetting(f"{name} is {value!r}; use 0 or 1.")
    return value == "1"
