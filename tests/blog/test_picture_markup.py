"""The HTML of pictures: what browsers choose from, how much room is kept, what nobody can forge."""

import re

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from blog import markup
from blog.models import Picture, Post, SiteSettings
from images import html
from images.html import ResponsiveImage
from tests.factories import make_page, make_picture, make_post, make_user
from tests.picture_files import animation_file, picture_file

WIDE = ResponsiveImage(
    url="/media/pictures/mar.jpg",
    width=1600,
    height=900,
    tone="dark blue",
    srcset="/media/r/mar-640.jpg 640w, /media/pictures/mar.jpg 1600w",
    sources={"image/avif": "/media/r/mar-320.avif 320w", "image/webp": "/media/r/mar.webp 320w"},
)
SMALL = ResponsiveImage(url="/media/pictures/sello.png", width=200, height=300)
PICTURES = {picture.url: picture for picture in (WIDE, SMALL)}
IN_COLUMN = "(max-width: 39rem) calc(100vw - 3rem), 36rem"


def shown(text):
    return markup.render(text, pictures=PICTURES)


def test_a_picture_offers_its_formats_the_best_first_and_its_own_last():
    assert shown('![El "mar"](/media/pictures/mar.jpg "De día")') == (
        '<figure><a href="/media/pictures/mar.jpg" data-large="1600 900"><picture>'
        f'<source type="image/avif" srcset="/media/r/mar-320.avif 320w" sizes="{IN_COLUMN}">'
        f'<source type="image/webp" srcset="/media/r/mar.webp 320w" sizes="{IN_COLUMN}">'
        '<img src="/media/pictures/mar.jpg" '
        'srcset="/media/r/mar-640.jpg 640w, /media/pictures/mar.jpg 1600w" '
        f'sizes="{IN_COLUMN}" width="1600" height="900" alt="El &quot;mar&quot;" loading="lazy" '
        'decoding="async" data-tone="dark blue" data-shape="wide">'
        "</picture></a><figcaption>De día</figcaption></figure>\n"
    )


def test_a_picture_that_is_not_ready_shows_as_it_was_uploaded():
    assert shown("![Un sello](/media/pictures/sello.png)") == (
        '<figure><img src="/media/pictures/sello.png" width="200" height="300" alt="Un sello" '
        'loading="lazy" decoding="async" data-shape="tall"></figure>\n'
    )


def test_a_picture_narrower_than_the_column_is_no_link_and_asks_for_its_own_width():
    picture = ResponsiveImage(
        url="/m.jpg", width=300, height=200, sources={"image/webp": "/m.webp 300w"}
    )

    html = markup.render("![Un sello](/m.jpg)", pictures={"/m.jpg": picture})

    assert "<a " not in html
    assert 'sizes="(max-width: 348px) calc(100vw - 3rem), 300px"' in html


def test_a_picture_without_words_is_a_link_with_a_name():
    assert 'data-large="1600 900" aria-label="Ver la imagen en grande"' in shown(
        "![](/media/pictures/mar.jpg)"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "[![El mar](/media/pictures/mar.jpg)](https://example.org/)",
        '<a href="https://example.org/"><img src="/media/pictures/mar.jpg" alt="El mar"></a>',
        '[Mira <img src="/media/pictures/mar.jpg"> bien](https://example.org/)',
    ],
)
def test_a_picture_that_its_author_linked_leads_where_they_wanted(typed):
    html = shown(typed)

    assert html.count("<a ") == 1
    assert '<a href="https://example.org/"' in html
    assert "<picture>" in html


def test_after_a_link_a_picture_is_one_again():
    assert shown("[a](/a) ![El mar](/media/pictures/mar.jpg)").count("data-large") == 1


def test_an_image_typed_in_html_is_shown_like_any_other():
    html = shown('<img src="/media/pictures/mar.jpg" width="320" height="900" id="x" alt="Mar">')

    assert 'width="320" height="180" alt="Mar" id="s-x" loading="lazy"' in html
    assert "(max-width: 368px) calc(100vw - 3rem), 320px" in html


@pytest.mark.parametrize("width", ["0", "-5", "1e3", "100%", "99999999999", "٣٢٠"])
def test_a_width_that_is_none_changes_nothing(width):
    assert 'width="1600" height="900"' in shown(
        f'<img src="/media/pictures/mar.jpg" width="{width}">'
    )


def test_a_picture_of_elsewhere_stays_as_it_is():
    assert shown("![Un faro](https://example.org/faro.jpg)") == (
        '<figure><img src="https://example.org/faro.jpg" alt="Un faro" loading="lazy"></figure>\n'
    )


@pytest.mark.parametrize(
    "typed",
    [
        '<picture><source srcset="https://example.org/a.webp"><img src="/b.jpg"></picture>',
        '<img src="/b.jpg" srcset="https://example.org/a 2x" sizes="100vw" fetchpriority="high">',
        '<a href="/a" data-large="9 9"><img src="/b.jpg" data-tone="dark blue"></a>',
        '<p title="<img src=/media/pictures/mar.jpg>">x</p>',
        '`<img src="/media/pictures/mar.jpg">`',
        '&lt;img src="/media/pictures/mar.jpg"&gt;',
        '<p title=\'<img alt=" src="/media/pictures/mar.jpg"\'>x</p>',
    ],
)
def test_nobody_forges_the_markup_of_a_picture(typed):
    html = shown(typed)

    assert not re.search(r"<picture|<source|<[^<>]*\s(srcset|data-large|data-tone)=", html)


@given(st.text(alphabet='<>"= imgaspctur/.\\\n&;', max_size=60))
def test_whatever_is_typed_the_text_around_a_picture_stays(typed):
    text = f"{typed}\n\n![x](/media/pictures/sello.png)"
    tag = re.compile(r"<img[^<>]*>")

    assert tag.sub("", shown(text)) == tag.sub("", markup.render(text))


@pytest.mark.parametrize(
    "size,shape",
    [
        ((1600, 900), "wide"),
        ((100, 100), "square"),
        ((300, 400), "portrait"),
        ((200, 300), "tall"),
        ((1080, 1920), "tower"),
        ((100, 2000), ""),
    ],
)
def test_a_shape_says_how_high_a_picture_is(size, shape):
    width, height = size

    assert ResponsiveImage(url="", width=width, height=height).shape == shape


def test_of_a_page_the_first_picture_alone_is_fetched_at_once():
    page = f'<p>loading="lazy"</p>{shown("![a](/media/pictures/mar.jpg)")}' * 2

    hastened = Template(
        "{% load pictures %}{% filter first_picture_first %}{{ page_html|safe }}{% endfilter %}"
    ).render(Context({"page_html": page}))

    loadings = re.findall(r'<img [^>]*(loading="[^>]*) decoding', hastened)
    assert loadings == ['loading="eager" fetchpriority="high"', 'loading="lazy"']
    assert hastened.count('<p>loading="lazy"</p>') == 2


def test_a_feed_gets_an_image_of_a_picture_and_keeps_what_a_text_says_of_them():
    text = (
        '![Mar](/media/pictures/mar.jpg)\n\n`<img loading="lazy">`\n\n'
        '<video><source src="/v"></video>'
    )

    assert html.plain(shown(text)) == (
        '<figure><a href="/media/pictures/mar.jpg">'
        '<img src="/media/pictures/mar.jpg" width="1600" height="900" alt="Mar"></a></figure>\n'
        '<p><code>&lt;img loading="lazy"&gt;</code></p>\n<p><video><source src="/v"></video></p>\n'
    )


# What is stored of posts, pages and people.

pytestmark = pytest.mark.django_db


def body_of(picture):
    return f"![Un faro]({picture.file.url})"


def test_what_shows_a_picture_shows_its_formats_once_they_are_there(work):
    picture = make_picture()
    post = make_post(body=body_of(picture))
    page = make_page(body=body_of(picture))
    person = make_user(biography=body_of(picture))
    assert 'width="60" height="40"' in post.body_html == page.body_html == person.biography_html
    assert "<picture>" not in post.body_html

    work()

    for row in (post, page, person):
        row.refresh_from_db()
    assert 'type="image/avif" srcset="/media/renditions/' in post.body_html
    assert post.body_html == page.body_html == person.biography_html
    assert "<picture>" in post.lead_html


def test_a_picture_that_becomes_ready_is_no_change_of_the_post(work):
    picture = make_picture()
    post = make_post(body=body_of(picture))

    work()

    before = post.updated_at
    post.refresh_from_db()
    assert "<picture>" in post.body_html
    assert post.updated_at == before
    assert not post.old_addresses.exists()


def test_a_picture_that_goes_takes_its_formats_from_the_texts(work):
    picture = make_picture()
    post = make_post(body=body_of(picture))
    work()

    picture.delete()
    work()

    post.refresh_from_db()
    assert post.body_html == (
        f'<figure><img src="{picture.file.url}" alt="Un faro" loading="lazy"></figure>\n'
    )


def test_a_text_written_later_shows_what_is_there(work, settings):
    picture = make_picture()
    work()

    html = make_post(body=f"![Un faro]({settings.SITE_URL}{picture.file.url})").body_html

    assert html.count("<source ") == 2
    assert f'src="{picture.file.url}"' in html


def test_a_text_that_names_a_rendition_shows_the_whole_picture(work, settings):
    picture = make_picture()
    make_post(body=body_of(picture))
    work()
    picture.refresh_from_db()
    copied = default_storage.url(picture.renditions[0]["name"])

    near, whole = (
        make_post(body=f"![Un faro]({site}{copied})").body_html for site in ("", settings.SITE_URL)
    )

    assert near == whole == Post.objects.earliest("pk").body_html
    assert "<picture>" in near


def test_an_animation_is_offered_as_webp_and_as_it_is(work):
    picture = make_picture(animation_file())
    post = make_post(body=body_of(picture))

    work()

    post.refresh_from_db()
    assert re.findall(r'type="([^"]*)"', post.body_html) == ["image/webp"]
    assert f'<img src="{picture.file.url}" width="60"' in post.body_html


def test_a_webp_is_offered_in_its_own_format_once(work):
    picture = make_picture(picture_file("foto.webp", "WEBP", size=(800, 20)))

    work()

    picture.refresh_from_db()
    assert list(picture.responsive_image.sources) == ["image/avif"]
    assert re.findall(r" (\d+)w", picture.responsive_image.srcset) == ["320", "640", "800"]


def test_old_browsers_never_load_more_than_2000_pixels(work):
    picture = make_picture(picture_file("foto.png", size=(2400, 4)))

    work()

    picture.refresh_from_db()
    assert re.findall(r" (\d+)w", picture.responsive_image.srcset) == ["640", "1280"]
    assert picture.responsive_image.sources["image/avif"].endswith("2000w")


@pytest.mark.parametrize("pictures", [1, 3])
def test_saving_a_post_asks_once_for_all_its_pictures(alice, pictures, django_assert_num_queries):
    body = "\n\n".join(body_of(make_picture()) for _ in range(pictures))

    with django_assert_num_queries(1):
        assert len(Picture.objects.named_in(body)) == pictures * 2
    with django_assert_num_queries(0):
        assert Picture.objects.named_in("Sin imágenes.") == {}


# Covers and the site's header.


def images(page):
    return re.findall(r"<img [^>]*>", page)


def test_a_cover_is_shown_in_its_formats_and_leads_to_the_whole_of_it(client, alice, work):
    cover = make_picture(picture_file("portada.png", size=(800, 20)))
    post = make_post(author=alice, cover=cover, cover_alt="Un <faro>")
    work()

    page = client.get(post.get_absolute_url()).text

    assert 'srcset="/media/renditions/' in page
    assert 'alt="Un &lt;faro&gt;" class="u-featured" loading="eager" fetchpriority="high"' in page
    assert f'<a href="{cover.file.url}" data-large="800 20"' in " ".join(page.split())


def test_in_a_list_a_cover_leads_to_its_post(client, alice):
    post = make_post(author=alice, cover=make_picture(picture_file(size=(800, 20))))

    page = " ".join(client.get("/").text.split())

    assert f'<a href="{post.get_absolute_url()}" aria-label="{post.title}">' in page
    assert "data-large=" not in page


def test_the_sites_header_comes_before_everything(client, alice):
    SiteSettings(header_image=make_picture()).save()
    make_post(author=alice, cover=make_picture())

    first, second = images(client.get("/").text)

    assert 'width="60" height="40" alt="" loading="eager" fetchpriority="high"' in first
    assert 'loading="lazy"' in second


@pytest.mark.parametrize("many", [1, 3])
def test_covers_cost_no_query(client, alice, many, django_assert_num_queries):
    for _ in range(many):
        make_post(author=alice, cover=make_picture())
    SiteSettings(header_image=make_picture()).save()
    User.objects.exclude(pk=alice.pk).delete()

    with django_assert_num_queries(8):
        page = client.get("/").text

    assert len(images(page)) == many + 1
