"""Taking a comment, or giving it back with the reason why not."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.reader import reader_of
from blog.models import Post
from blog.site import site_of
from blog.sql import live_post_numbered
from blog.views import render_post
from comments import guards, pending_link
from comments.forms import CommentForm
from comments.submission import submit


@csrf_exempt  # a stranger has no token; `_take` asks those signed in for theirs
@require_http_methods(["GET", "HEAD", "POST"])
def submit_comment(request: HttpRequest, post_pk: int) -> HttpResponse:
    """Publish a comment, let it wait, or show it as it would look (`action=preview`).

    A GET, by a link on a page that was an answer to a form, is led to the form under the post.
    """
    post = live_post_numbered(post_pk)
    if not post:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(_form_address(request, post))
    form = CommentForm(request.POST, post=post, reader=reader_of(request))
    try:
        return _take(request, form)
    except guards.CommentRejected as rejected:
        form.add_error(None, rejected.reason)
        return _show_again(request, form, status=rejected.status)


def _take(request: HttpRequest, form: CommentForm) -> HttpResponse:
    guards.reject_other_sites(request)
    if form.reader.is_authenticated:
        guards.reject_without_token(request)
    guards.reject_when_closed(form.reader, form.post, site_of(request))
    if not form.is_valid():
        return _show_again(request, form, status=HTTPStatus.BAD_REQUEST)
    if form.wants_preview:
        return _show_again(request, form)
    comment = form.save(commit=False)
    if not comment.author:
        guards.reject_filled_honeypot(form.cleaned_data["website2"])
        guards.reject_untimely(form.cleaned_data["stamp"], form.post)
        comment.sender = guards.sender_of(request)
    stored = submit(comment, site_of(request))
    return HttpResponseRedirect(pending_link.address_of(stored), status=HTTPStatus.SEE_OTHER)


def _form_address(request: HttpRequest, post: Post) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{post.get_absolute_url()}{f'?{query}' if query else ''}#comment-form"


def _show_again(
    request: HttpRequest, form: CommentForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    form.renew()
    return render_post(request, form.post, status=status, comment_form=form)
