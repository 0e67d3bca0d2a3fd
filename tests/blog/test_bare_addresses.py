"""An address typed in running text is a link, whole and without its sentence."""

import pytest

from blog import markup


@pytest.mark.parametrize(
    "typed,address",
    [
        ("Ver http://example.org.", "http://example.org"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/Cádiz_(provincia), sí", "https://example.org/Cádiz_(provincia)"),
        ("¿https://example.org/?q=1&amp;b=2?", "https://example.org/?q=1&amp;b=2"),
        ("https://a.es/watch?v=_aBc_-dEf_4", "https://a.es/watch?v=_aBc_-dEf_4"),
        ("https://a.es/m.html#object.__init__, y", "https://a.es/m.html#object.__init__"),
        ("https://a.es/*x*/~~y~~/z_ fin", "https://a.es/*x*/~~y~~/z_"),
        ("https://a.es/?x[]=1&b[]", "https://a.es/?x[]=1&amp;b[]"),
        (r"https://a.es/x\_y", "https://a.es/x_y"),
        ("*ver https://a.es/x_y*, sí", "https://a.es/x_y"),
        ("_ver https://a.es/x_y_.", "https://a.es/x_y"),
        ("**https://a.es/x**—eso", "https://a.es/x"),
        ("~~https://a.es/~ana~~", "https://a.es/~ana"),
        ("[https://a.es/x]", "https://a.es/x"),
        ("https://a.es/x&nbsp;y", "https://a.es/x"),
        ("https://a.es/x\\\ny", "https://a.es/x"),
        ("https://a.es/[x](https://b.es)", "https://a.es/"),
        ("Https://A.es/b", "Https://A.es/b"),
    ],
)
def test_a_bare_address_becomes_a_link_without_its_sentence(typed, address):
    assert f'<a href="{address}">{address}</a>' in markup.render(typed)
    assert "*" not in markup.render(typed).replace(address, "")


def test_a_note_may_follow_an_address():
    html = markup.render("https://a.es/x[^1] https://b.es/y^[z]\n\n[^1]: Nota.")

    assert 'https://a.es/x</a><sup class="footnote-ref">' in html
    assert 'https://b.es/y</a><sup class="footnote-ref">' in html


@pytest.mark.parametrize(
    "typed",
    [
        *("`http://example.org`", "    http://example.org", "javascript:alert(1)", "ftp://a.es"),
        *("http://", "https://…", "xhttps://a.es", "![https://a.es/_x_](y.png)"),
    ],
)
def test_what_is_no_web_address_in_running_text_is_no_link(typed):
    assert "<a " not in markup.render(typed)


def test_an_address_inside_a_link_is_not_linked_again():
    assert markup.render("[http://a.es](http://b.es)").count("<a ") == 1
    assert markup.render('<a href="http://b.es">http://a.es</a>').count("<a ") == 1


def test_an_address_counts_as_text_of_a_heading():
    text = markup.Text("## Visita https://a.es/x hoy\n\n## https://b.es\n\n## ![Faro](a.png)")

    assert [(part["anchor"], part["title"]) for part in text.outline] == [
        ("s-visita-httpsaesx-hoy", "Visita https://a.es/x hoy"),
        ("s-httpsbes", "https://b.es"),
        ("s-faro", "Faro"),
    ]
    assert '<h2 id="s-httpsbes"><a href="https://b.es">https://b.es</a></h2>' in text.html()


def test_an_address_in_a_comment_is_whole():
    html = markup.render_comment("https://a.es/_x_/__y__")

    assert ">https://a.es/_x_/__y__</a>" in html
