"""Which passwords are too easy, and how they are kept."""

import pytest

from lms.accounts import passwords


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "P4ssw0rd2024!",
        "Contraseña2024",
        "senha123456",
        "bocajuniors1905",
        "teamocarlos",
        "teamo maria 88",
        "Guatemala2026!",
        "genocidio2024",
        "perroperro",
        "holamundo2026",
        "contraseñasegura",
        "¡bienvenida!",
        "ＰＡＳＳＷＯＲＤ１２３",
    ],
)
def test_what_everybody_tries_first_is_common(password):
    assert passwords.is_common(password)


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "0987654321",
        "abcdefghijkl",
        "qwertyuiop",
        "asdfghjklñ",
        "aaaaaaaaaaaa",
        "1qaz2wsx3edc",
        "abababababab",
        "qwerty123456",
        "zzzz9999xxxx",
    ],
)
def test_what_only_follows_a_row_is_a_pattern(password):
    assert passwords.is_pattern(password)


@pytest.mark.parametrize(
    "password",
    [
        "lluvia tejado cobre",
        "ventana río jacaranda",
        "k7#Vq9!mZ2pL",
        "tres lobos bajo el puente",
        "Ñandú-azul-camina-lento",
        "🌵🌵 desierto con sombra",
    ],
)
def test_what_is_worth_keeping_is_kept(password):
    assert not passwords.is_common(password)
    assert not passwords.is_pattern(password)
    assert not passwords.is_personal(password, "Ana Pérez", "ana.perez@example.org")


@pytest.mark.parametrize(
    "password",
    ["perez-en-la-lluvia", "PÉREZ lluvia tejado", "p3r3z lluvia tejado", "xxaperezxx"],
)
def test_what_holds_ones_own_name_or_address_is_personal(password):
    assert passwords.is_personal(password, "Ana Pérez", "aperez@example.org")


def test_short_parts_of_a_name_do_not_stand_in_the_way():
    assert not passwords.is_personal("montaña de la sal", "Ana de la O", "a@b.org")


def test_the_list_is_long_enough_to_matter():
    assert len(passwords._common()) > 2_500


def test_a_password_is_known_again_and_no_other(inside):
    kept = passwords.hash_password("lluvia tejado cobre")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_password("lluvia tejado cobre", kept)
    assert not passwords.is_password("lluvia tejado cobrE", kept)
    assert not passwords.is_password("lluvia tejado cobre", None)
    assert not passwords.is_password("lluvia tejado cobre", "not a hash")
    assert not passwords.is_outdated(kept)


def test_a_very_long_password_is_no_prefix_of_itself():
    kept = passwords.hash_password("x" * passwords.MOST)
    assert not passwords.is_password("x" * 1_000_000, kept)
