"""Settings are read strictly: what is wrong or dangerous stops the start."""

import re
import stat

import pytest

import config

KEY = "0123456789abcdefghijklmnopqrstuvwxyz"
GOOD = {"SECRET_KEY": KEY, "BASE_URL": "https://aula.example.org"}


@pytest.fixture
def production(tmp_path):
    """Read the settings of a production site, changed a little."""

    def read(**changes: str | None) -> dict[str, object]:
        env = {**GOOD, "LMS_INSTANCE": str(tmp_path), **changes}
        return config.read({k: v for k, v in env.items() if v is not None})

    return read


@pytest.fixture
def development(tmp_path):
    """Read the settings of somebody's own machine."""

    def read(**changes: str) -> dict[str, object]:
        env = {"LMS_ENV": "development", "LMS_INSTANCE": str(tmp_path), **changes}
        return config.read(env)

    return read


def test_a_development_site_needs_nothing_but_the_word(development, tmp_path):
    read = development()
    assert read["LMS_DEVELOPMENT"] is True
    assert read["LMS_BASE_URL"] == "http://127.0.0.1:8000"
    assert read["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'lms.sqlite3'}"
    assert read["MAIL_URL"] == f"folder:{tmp_path / 'mail'}"
    assert read["REDIS_URL"] == ""
    assert read["SESSION_COOKIE_SECURE"] is False
    assert set(read["TRUSTED_HOSTS"]) >= {"127.0.0.1", "localhost"}


def test_the_key_of_a_development_machine_is_made_once_for_its_owner(
    development, tmp_path
):
    first, second = development()["SECRET_KEY"], development()["SECRET_KEY"]
    assert first == second
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_port_of_a_development_site_is_in_its_address(development):
    assert development(PORT="8001")["LMS_BASE_URL"] == "http://127.0.0.1:8001"


def test_a_production_site_needs_a_key_and_an_address(production):
    read = production()
    assert read["LMS_DEVELOPMENT"] is False
    assert read["SECRET_KEY"] == KEY
    assert read["LMS_BASE_URL"] == "https://aula.example.org"
    assert read["TRUSTED_HOSTS"] == ["aula.example.org"]
    assert read["SESSION_COOKIE_SECURE"] is True
    assert read["LMS_STYLEGUIDE"] is False
    assert read["LMS_URL_PREFIX"] == "/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "changeme"}, "too easy to guess"),
        ({"SECRET_KEY": "a" * 64}, "too easy to guess"),
        ({"SECRET_KEY": "abc" * 20}, "too easy to guess"),
        ({"LMS_ENV": "prod"}, "use development or production"),
        ({"LMS_ENV": ""}, "use development or production"),
        ({"LMS_SITENAME": "Aula"}, "LMS_SITENAME is not a setting"),
        ({"LMS_DEVELOPMENT": "1"}, "LMS_DEVELOPMENT is not a setting"),
        ({"BASE_URL": None}, "BASE_URL is missing"),
        ({"BASE_URL": "aula.example.org"}, "BASE_URL is missing or not an address"),
        ({"BASE_URL": "ftp://aula.example.org"}, "not an address"),
        ({"BASE_URL": "https://"}, "not an address"),
        ({"BASE_URL": "https://aula.example.org/curso"}, "without a path"),
        ({"BASE_URL": "https://aula.example.org?a=1"}, "without a path"),
        ({"TRUSTED_HOSTS": "*"}, "'*' is not one"),
        ({"TRUSTED_HOSTS": "aula.example.org, *"}, "'*' is not one"),
        ({"DATABASE_URL": "mysql://root@db/aula"}, "DATABASE_URL begins with 'mysql'"),
        ({"DATABASE_URL": "aula.db"}, "DATABASE_URL begins with"),
        ({"MAIL_URL": "http://mail.example.org"}, "MAIL_URL must begin with one of"),
        ({"MAIL_URL": "mail.example.org"}, "MAIL_URL must begin with one of"),
        ({"REDIS_URL": "http://cache"}, "REDIS_URL must begin with one of"),
        ({"LMS_PROXIES": "-1"}, "use a whole number"),
        ({"LMS_PROXIES": "one"}, "use a whole number"),
        ({"LMS_STYLEGUIDE": "yes"}, "use 0 or 1"),
    ],
)
def test_what_is_wrong_or_dangerous_stops_the_start_with_a_sentence(
    production, change, said
):
    with pytest.raises(config.WrongSetting, match=re.escape(said)):
        production(**change)


def test_the_sentence_never_repeats_a_secret(production):
    with pytest.raises(config.WrongSetting) as key:
        production(SECRET_KEY="hunter2-hunter2")
    with pytest.raises(config.WrongSetting) as database:
        production(DATABASE_URL="mysql://root:hunter2@db/aula")
    assert "hunter2" not in f"{key.value} {database.value}"


def test_a_variable_of_somebody_else_is_none_of_our_business(production):
    assert production(LMSOMETHING="x", PATH="/bin")["LMS_PROXIES"] == 0


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_name_of_postgresql_means_the_driver_we_have(production, scheme):
    read = production(DATABASE_URL=f"{scheme}://aula:pw@db:5432/aula")
    assert (
        read["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://aula:pw@db:5432/aula"
    )


def test_a_sqlite_file_may_be_named(production):
    read = production(DATABASE_URL="sqlite:///aula.sqlite3")
    assert read["SQLALCHEMY_DATABASE_URI"] == "sqlite:///aula.sqlite3"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_URL", "smtp://mail.example.org"),
        ("MAIL_URL", "smtps://me:pw@mail.example.org:465"),
        ("MAIL_URL", "smtp+starttls://mail.example.org:587"),
        ("MAIL_URL", "folder:mail"),
        ("REDIS_URL", "redis://cache:6379/1"),
        ("REDIS_URL", "rediss://cache"),
        ("REDIS_URL", "unix:///run/redis.sock"),
    ],
)
def test_every_kind_of_address_is_taken_as_it_is(production, name, value):
    assert production(**{name: value})[name] == value


def test_a_slash_after_the_address_does_not_matter(production):
    read = production(BASE_URL="https://aula.example.org/")
    assert read["LMS_BASE_URL"] == "https://aula.example.org"


def test_cookies_travel_in_the_open_only_where_the_site_does(production):
    assert production(BASE_URL="http://10.0.0.5")["SESSION_COOKIE_SECURE"] is False


def test_the_names_the_site_answers_to_may_be_listed(production):
    read = production(TRUSTED_HOSTS=" aula.example.org , www.aula.example.org,")
    assert read["TRUSTED_HOSTS"] == ["aula.example.org", "www.aula.example.org"]


def test_proxies_name_and_sender_are_taken_as_they_are(production):
    read = production(LMS_PROXIES="2", LMS_SITE_NAME="Aula", MAIL_FROM="a@b.example")
    assert (read["LMS_PROXIES"], read["LMS_SITE_NAME"], read["MAIL_FROM"]) == (
        2,
        "Aula",
        "a@b.example",
    )


def test_letters_go_out_beside_the_pages_unless_told_otherwise(production):
    assert production()["LMS_POSTMAN"] is True
    assert production(LMS_POSTMAN="0")["LMS_POSTMAN"] is False
    assert production(FLASK_RUN_FROM_CLI="true")["LMS_POSTMAN"] is False


def test_a_command_typed_where_nothing_is_set_speaks_of_the_development_site(tmp_path):
    typed = {"FLASK_RUN_FROM_CLI": "true", "LMS_INSTANCE": str(tmp_path)}
    assert config.read(typed)["LMS_DEVELOPMENT"]
    for name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL"):
        with pytest.raises(config.WrongSetting):
            config.read({**typed, name: "sqlite:///x"})
    with pytest.raises(config.WrongSetting):
        config.read({"LMS_INSTANCE": str(tmp_path)})
