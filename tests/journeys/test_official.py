"""An official takes a course: counted in clicks and page loads."""

import pytest

pytestmark = pytest.mark.whole

WIDTHS = [390, 1280]


@pytest.mark.parametrize(
    ("width", "scripts"), [(390, True), (1280, True), (390, False), (1280, False)]
)
def test_from_outside_through_three_lessons_to_a_quiz_of_ten(
    live, walk, width, scripts
):
    """Ceiling: 18 clicks, 10 page loads (the incumbent: 35 and 23)."""
    email = live.person()
    person = walk(width, scripts=scripts)
    person.start("/courses/curso-breve/")
    person.click("text=Unirme al curso")
    person.sign_in(email)
    assert person.path == "/courses/curso-breve/modulo/leccion-1/"
    for _ in range(3):
        assert person.fits()
        person.click("article button:has-text('Seguir')")
    assert person.path == "/courses/curso-breve/modulo/cuestionario/"
    for n in range(1, 11):
        person.page.locator(f"fieldset:has-text('Pregunta {n} de 10')").locator(
            "label:has-text('La correcta')"
        ).click()
        person.clicks += 1
    person.click("button:has-text('Entregar')")
    assert "100" in person.words
    assert "Aprob" in person.words
    assert person.fits()
    assert person.clicks <= 18
    assert person.loads <= 10


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_a_newcomer_signs_up_learns_and_finds_the_place_again(live, walk, language):
    """The first walk, on the real module, from no account to progress seen."""
    person = walk(390, language=language)
    person.open("/courses/fundamentos/")
    person.click(".join a.button")
    person.page.locator("main a[href*='sign-up']").first.click()
    email = f"nueva-{language}@ministerio.example"
    for name, words in {
        "name": "Nélida Arce",
        "email": email,
        "password": "jacarandá de noviembre 26",
        "institution": "Ministerio",
        "post": "Analista",
    }.items():
        person.fill(name, words)
    person.page.select_option("main [name=state]", "PY")
    person.page.check("main [name=consent]")
    person.click("main form button.button")
    letter = next(text for text in reversed(live.letters()) if email in text)
    link = next(
        word
        for word in letter.replace("=\n", "").replace("=3D", "=").split()
        if "/sign-up/confirm/" in word
    )
    person.page.goto(link.strip('"<>').split('"')[0])
    person.click("main form button.button")
    person.page.wait_for_url("**/courses/fundamentos/**")
    if "/lemkin/" not in person.path:
        person.open("/courses/fundamentos/resume")
    assert person.path.endswith("/conceptos-y-crimenes/lemkin/")
    assert person.page.locator("html").get_attribute("lang") == language
    assert person.page.locator(".prose figure svg").count() == 1
    person.click("article .onward form button")
    assert person.path.endswith("/convencion/")

    person.open("/courses/fundamentos/conceptos-y-crimenes/caso/")
    person.fill("body", "Cambia qué institución responde.")
    person.click("form.composer button.button:not(.quiet)")
    assert "Cambia qué institución responde." in person.words

    person.open("/courses/fundamentos/progress/")
    assert "2" in person.page.locator("progress").get_attribute("value")
    person.open("/courses/fundamentos/conceptos-y-crimenes/terminos/")
    person.context.clear_cookies()
    person.open("/sign-in/")
    person.page.fill("main [name=email]", email)
    person.page.fill("main [name=password]", "jacarandá de noviembre 26")
    person.click("main form button.button")
    person.open("/")
    person.click(".resume a.button")
    assert person.path.endswith("/conceptos-y-crimenes/terminos/")


@pytest.mark.parametrize("scripts", [True, False])
def test_changing_the_language_keeps_the_place_and_the_answers(live, walk, scripts):
    email = live.person(joined="curso-breve")
    person = walk(1280, scripts=scripts)
    person.open("/sign-in/?next=/courses/curso-breve/modulo/cuestionario/")
    person.sign_in(email)
    chosen = person.page.locator("fieldset:has-text('Pregunta 2 de 10')").locator(
        "label:has-text('Otra más')"
    )
    chosen.click()
    person.click("header button[value=pt]")
    assert person.path.startswith("/courses/curso-breve/modulo/cuestionario/")
    assert person.page.locator("html").get_attribute("lang") == "pt"
    assert person.page.locator("input:checked").count() == 1
    assert (
        "Otra más (pt)" in person.page.locator("label:has(input:checked)").inner_text()
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_changing_the_language_keeps_what_is_being_written(live, walk, scripts):
    email = live.person(joined="curso-breve")
    person = walk(390, scripts=scripts)
    person.open("/sign-in/?next=/courses/curso-breve/modulo/caso/")
    person.sign_in(email)
    person.fill("body", "Una frase a medio escribir")
    person.click("footer button[value=en]")
    assert person.path.startswith("/courses/curso-breve/modulo/caso/")
    assert person.page.input_value("main [name=body]") == "Una frase a medio escribir"


def test_every_answer_is_on_the_server_as_it_is_given(live, walk):
    email = live.person(joined="curso-breve")
    first = walk(1280)
    first.open("/sign-in/?next=/courses/curso-breve/modulo/cuestionario/")
    first.sign_in(email)
    with first.page.expect_response("**/answers*") as told:
        first.page.locator("fieldset:has-text('Pregunta 4 de 10')").locator(
            "label:has-text('La correcta')"
        ).click()
    assert told.value.ok
    other_device = walk(390)
    other_device.open("/sign-in/?next=/courses/curso-breve/modulo/cuestionario/")
    other_device.sign_in(email)
    assert other_device.page.locator("input:checked").count() == 1


def test_an_answer_given_after_the_session_ended_is_not_lost_without_scripts(
    live, walk
):
    email = live.person(joined="curso-breve")
    person = walk(390, scripts=False)
    person.open("/sign-in/?next=/courses/curso-breve/modulo/caso/")
    person.sign_in(email)
    person.fill("body", "Lo escribí antes de que venciera la sesión.")
    person.context.clear_cookies()
    person.click("form.composer button.button:not(.quiet)")
    assert person.path.startswith("/sign-in/")
    person.sign_in(email)
    assert "Lo escribí antes de que venciera la sesión." in person.page.content()
    person.click("main form button.button")
    assert "Lo escribí antes de que venciera la sesión." in person.words
    assert "/caso/" in person.path
