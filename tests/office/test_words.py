"""The finder of words in the wrong script, which the tests of pages use."""

from tests.words import strangers

PAGE = """<!doctype html><html lang="sr-Cyrl"><head><title>Пријава</title><script>let a</script></head><body>
<p>Здраво PDF <b translate="no">Ime</b> <a lang="en" href="/en/">English</a></p><img alt="слика"><br>
<p title="Наслов">Пишите на office@gov.me</p>{}</body></html>"""


def test_a_whole_page_has_no_strangers() -> None:
    assert strangers(PAGE.format(""), "sr") == []


def test_what_was_not_translated_is_found() -> None:
    page = PAGE.format('<p>Register</p><img alt="A logo"><input type="submit" value="Send"><p>Већ</p>')
    assert strangers(page, "sr") == ["Register", "A logo", "Send"]
    assert strangers('<html lang="cnr-Latn"><p>Riječ</p><p>Ријеч</p></html>', "cnr") == ["Ријеч"]
