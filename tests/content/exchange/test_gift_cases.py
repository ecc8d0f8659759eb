"""GIFT question by question: what each way of writing one means."""

import pytest

from tests.content.exchange.gifts import asked, lost


def single(prompt, *choices, **more):
    return {"kind": "single", **more, "prompt": prompt, "choices": list(choices)}


def multiple(prompt, *choices, **more):
    return {"kind": "multiple", "prompt": prompt, **more, "choices": list(choices)}


def short(prompt, *answers, **more):
    return {"kind": "short", **more, "prompt": prompt, "answers": list(answers)}


def numerical(prompt, *answers):
    return {"kind": "numerical", "prompt": prompt, "answers": list(answers)}


def truth(prompt, answer, **more):
    named = {"name": more.pop("name")} if "name" in more else {}
    told = {"kind": "truefalse", **named, "prompt": prompt, "answer": answer}
    return {**told, **more}


def right(text, **more):
    return {"text": text, "correct": True, **more}


def wrong(text, **more):
    return {"text": text, **more}


def value(number, **more):
    return {"value": number, **more}


def matching(prompt, *pairs, **more):
    sides = [{"left": left, "right": other} for left, other in pairs]
    return {"kind": "matching", "prompt": prompt, "pairs": sides, **more}


CASES = {
    # One right answer
    "¿Quién?{~Ana ~Luis =nadie}": single(
        "¿Quién?", wrong("Ana"), wrong("Luis"), right("nadie")
    ),
    "¿Quién?{=nadie~Ana~Luis}": single(
        "¿Quién?", right("nadie"), wrong("Ana"), wrong("Luis")
    ),
    "¿Quién? {\n\t=Ana # sí: muy bien\n\t~Luis#no\n}": single(
        "¿Quién?",
        right("Ana", feedback="sí: muy bien"),
        wrong("Luis", feedback="no"),
    ),
    "Q{~no ~%50%a medias =sí}": single(
        "Q", wrong("no"), wrong("a medias", weight="1/2"), right("sí")
    ),
    "Q{=%100%sí ~%-25%no}": single("Q", right("sí"), wrong("no", weight="-1/4")),
    "Q{=sí =también ~no}": single(
        "Q", right("sí"), wrong("también", weight="1"), wrong("no")
    ),
    "Q{~ir -> volver =salir -> entrar}": single(
        "Q", wrong("ir -> volver"), right("salir -> entrar")
    ),
    "Q{=C##es un lenguaje ~Java}": single(
        "Q", right("C", feedback="#es un lenguaje"), wrong("Java")
    ),
    "Q{\n=a#dice\ndos líneas\n~b\n}": single(
        "Q", right("a", feedback="dice\\\ndos líneas"), wrong("b")
    ),
    # Several right answers
    "Q{~%50%a ~%50%b ~c}": multiple(
        "Q",
        right("a", weight="1/2"),
        right("b", weight="1/2"),
        wrong("c"),
        marking="weights",
    ),
    "Q{~%50%a ~%50%b ~%-50%c}": multiple("Q", right("a"), right("b"), wrong("c")),
    "Q{~%33.333%a ~%33.33333%b ~%33.3%c ~%-33.33333%d}": multiple(
        "Q", right("a"), right("b"), right("c"), wrong("d")
    ),
    "Q{~%16.66667%a ~%83.333%b ~%-100%c}": multiple(
        "Q",
        right("a", weight="1/6"),
        right("b", weight="5/6"),
        wrong("c", weight="-1"),
        marking="weights",
    ),
    "Q{~%33%a ~%33%b ~%33%c ~d}": multiple(
        "Q",
        right("a", weight="1/3"),
        right("b", weight="1/3"),
        right("c", weight="1/3"),
        wrong("d"),
        marking="weights",
    ),
    "Q{~%100%a ~%-50%b ~%-50%c}": multiple(
        "Q",
        right("a"),
        wrong("b", weight="-1/2"),
        wrong("c", weight="-1/2"),
        marking="weights",
    ),
    "Q{~% 50 %a ~%50,0%b}": multiple("Q", right("a"), right("b")),
    "Q{=%50%a =%50%b ~c}": multiple(
        "Q",
        right("a", weight="1/2"),
        right("b", weight="1/2"),
        wrong("c"),
        marking="weights",
    ),
    # True or false
    "Es así.{T}": truth("Es así.", True),
    "Es así.{TRUE}": truth("Es así.", True),
    "Es así.{ f }": truth("Es así.", False),
    "Es así.{FALSE#Sí que lo era.}": truth("Es así.", False, if_true="Sí que lo era."),
    "Es así.{T#Mal.#Bien.}": truth("Es así.", True, if_true="Bien.", if_false="Mal."),
    "Es así.{F#Mal.#Bien.}": truth("Es así.", False, if_true="Mal.", if_false="Bien."),
    "Es así.{T##Bien.####Porque sí.}": truth(
        "Es así.", True, if_true="Bien.", feedback="Porque sí."
    ),
    "Es así.{\nT // lo es\n}": truth("Es así.", True),
    # A few words
    "Dos y dos son {=cuatro =4}.": short(
        "Dos y dos son _____.", {"text": "cuatro"}, {"text": "4"}
    ),
    "Q{=gato#bien =%50%perro#casi =%0%*#no}": short(
        "Q",
        {"text": "gato", "feedback": "bien"},
        {"text": "perro", "weight": "1/2", "feedback": "casi"},
        {"text": "*", "weight": "0", "feedback": "no"},
    ),
    "1 + 2 \\= {3}": short("1 + 2 =", {"text": "3"}),
    "Q{=%100%rana#\n}": short("Q", {"text": "rana"}),
    "Q{=canción =Cancion =CANCIÓN}": short("Q", {"text": "canción"}),
    "Q{=a  b\n c}": short("Q", {"text": "a b c"}),
    "Q{=\\*}": short("Q", {"text": "\\*"}),
    "Q{=[html]<p>A &amp; B</p>}": short("Q", {"text": "A & B"}),
    "{=Asia} es el mayor.": short("_____ es el mayor.", {"text": "Asia"}),
    "Q{=a -> b =c}": short("Q", {"text": "a -> b"}, {"text": "c"}),
    "Q{=a#-> b =c#-> d}": matching("Q", ("a#", "b"), ("c#", "d")),
    # What belongs to what
    "Q{=Perú -> Lima =Chile->Santiago}": matching(
        "Q", ("Perú", "Lima"), ("Chile", "Santiago")
    ),
    "Q{\n=[html]<b>a</b> -> x\n=[plain]*b* -> *y*\n= -> z\n}": matching(
        "Q", ("**a**", "x"), ("\\*b\\*", "\\*y\\*"), extras=[{"text": "z"}]
    ),
    "Q{=a -> 1 =b -> 1 =c -> 2 = -> 2}": matching(
        "Q", ("a", "1"), ("b", "1"), ("c", "2")
    ),
    "Q{=C# -> Microsoft =Java -> Sun}": matching(
        "Q", ("C#", "Microsoft"), ("Java", "Sun")
    ),
    # Numbers
    "Q{#1948}": numerical("Q", value("1948")),
    "Q{#3:2}": numerical("Q", value("3", tolerance="2")),
    "Q{#3\\:0.5}": numerical("Q", value("3", tolerance="0.5")),
    "Q{#1..5}": numerical("Q", {"least": "1", "most": "5"}),
    "Q{#-5 .. -1}": numerical("Q", {"least": "-5", "most": "-1"}),
    "Q{#5..1}": numerical("Q", {"least": "1", "most": "5"}),
    "Q{#.5}": numerical("Q", value("0.5")),
    "Q{#1.5e3:1E-2}": numerical("Q", value("1500", tolerance="0.01")),
    "Q{#3,14}": numerical("Q", value("3.14")),
    "Q{#1 000 000}": numerical("Q", value("1000000")),
    "Q{#1,234.5}": numerical("Q", value("1234.5")),
    "Q{#−2}": numerical("Q", value("-2")),
    "Q{#=3:2#bien =%50%3:5#casi ~#no}": numerical(
        "Q",
        value("3", tolerance="2", feedback="bien"),
        value("3", tolerance="5", weight="1/2", feedback="casi"),
        {"weight": "0", "feedback": "no"},
    ),
    "Q{#3:2~#no}": numerical(
        "Q", value("3", tolerance="2"), {"weight": "0", "feedback": "no"}
    ),
    "Q{#\n=1822:0 #bien\n=%50%1822:2\n####Nació allí.\n}": {
        **numerical(
            "Q",
            value("1822", feedback="bien"),
            value("1822", tolerance="2", weight="1/2"),
        ),
        "feedback": "Nació allí.",
    },
    # Longer texts
    "¿Por qué?{}": {"kind": "essay", "prompt": "¿Por qué?"},
    "¿Por qué? {\n####Gracias.\n}": {
        "kind": "essay",
        "prompt": "¿Por qué?",
        "feedback": "Gracias.",
    },
    # Missing words, of any kind
    "Se adoptó en {#1948} en París.": numerical(
        "Se adoptó en _____ en París.", value("1948")
    ),
    "Es {T}, ¿no?": truth("Es _____, ¿no?", True),
    "[html]<p>Es {=a} así</p>": short("Es _____ así", {"text": "a"}),
    # Titles
    "::Origen:: ¿Dónde?{T}": truth("¿Dónde?", True, name="Origen"),
    "::a\\:\\:b\\#c:: Q{T}": truth("Q", True, name="a::b#c"),
    "::Conjunto {1,2}:: Q{T}": truth("Q", True, name="Conjunto {1,2}"),
    "::El\n título::\nQ{T}": truth("Q", True, name="El título"),
    "::Q1:: Es 1+1:=2 {\nT}": truth("Es 1+1:=2", True, name="Q1"),
    "::T:: // nota\nQ{T}": truth("Q", True, name="T"),
    # Escapes
    "a \\~ \\= \\# \\{ \\} \\: b{T}": truth("a ~ = # { } : b", True),
    "a \\\\ b \\\\\\\\ c{T}": truth("a \\ b \\\\\\ c", True),
    "uno\\ndos{T}": truth("uno\\\ndos", True),
    "uno\\n\\ndos{T}": truth("uno\n\ndos", True),
    "$ 1 \\\\neq 0 ${T}": truth("$ 1 \\neq 0 $", True),
    "\\( x \\){T}": truth("\\\\( x \\\\)", True),
    "Q{= \\= 2 ~ \\~ #\\# no}": single(
        "Q", right("= 2"), wrong("~", feedback="\\# no")
    ),
    # Formats
    "Un *signo* y _otro_, 5*3{T}": truth("Un \\*signo\\* y \\_otro\\_, 5\\*3", True),
    "[plain]<b> *x*{T}": truth("<b> \\*x\\*", True),
    "[markdown]Un *signo*{T#no **es**}": truth(
        "Un *signo*", True, if_false="no **es**"
    ),
    "[html]<p>Un <em>signo</em></p>{T#<b>no</b>}": truth(
        "Un *signo*", True, if_false="**no**"
    ),
    "[html]<b>a</b>{=[moodle]*x* ~[plain]<i> ~<i>y</i>}": single(
        "**a**", right("\\*x\\*"), wrong("<i>"), wrong("*y*")
    ),
    "Con <b>peso</b> y&nbsp;aire{T}": truth("Con **peso** y\u00a0aire", True),
    "[a] y [b](c) y [[d]]{T}": truth("\\[a] y \\[b\\](c) y \\[\\[d]]", True),
    "[otra]cosa{T}": truth("[otra]cosa", True),
    "1. uno\n- dos{T}": truth("1\\. uno\\\n\\- dos", True),
    "&#233;t&#xe9;{T}": truth("été", True),
    # Layout
    "uno\ndos{T}": truth("uno\\\ndos", True),
    "\ufeff\r\nQ{T}\r\n": truth("Q", True),
    "Q\r{T}": truth("Q", True),
    "Q\n\n{\n=a\n\n~b\n\n}": single("Q", right("a"), wrong("b")),
    "// nota\nQ\n// otra\n{\n// más {\n=a\n~b}": single("Q", right("a"), wrong("b")),
    "Ver http://x.org // aquí{T}": truth("Ver http://x.org // aquí", True),
    "Q{ // nota\n=a ~b}": single("Q", right("a"), wrong("b")),
}


@pytest.mark.parametrize("words", CASES)
def test_a_question_means(words):
    assert asked(words) == [CASES[words]]
    assert lost(words) == []
