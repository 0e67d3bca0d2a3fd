from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog import search
from blog.changes import together
from blog.models import (
    Label,
    LabelledPost,
    PopularPost,
    Post,
    PostQuerySet,
    PostViews,
    RelatedPost,
    Republication,
    SearchEntry,
)
from blog.pages.label_names import find_labels, make_labels
from comments.models import published_q
from desk.admin.publications import PublicationAdmin, StateFilter
from desk.base import DeskInline, current_user
from desk.forms.labels import LabelsField
from desk.forms.publications import PostForm
from desk.lists import MAX_ROWS

LABELS_TO_FILTER_BY = 30
DRAFTS_FIRST: list[Any] = [IsNull(F("published_at"), True).desc(), "-published_at", "-pk"]  # noqa: FBT003
"""The order of an index."""

WRITING = (None, {"fields": ["title", "body"]})
PUBLICATION = ["published_at", "slug", "labels", "comments_open"]
COVER = (
    _("Cover"),
    {"fields": ["cover", "cover_alt", "cover_caption"], "classes": ["collapse"]},
)
SUMMARY = (
    _("Summary and search engines"),
    {"fields": ["excerpt", "description"], "classes": ["collapse"]},
)
ORIGINAL = (_("Original"), {"fields": ["canonical_url"], "classes": ["collapse"]})


class LabelFilter(admin.SimpleListFilter):
    """A filter by the labels used most."""

    title = _("label")
    parameter_name = "label"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        names = _most_used(current_user(request)).values_list("slug", "name")[:LABELS_TO_FILTER_BY]
        return sorted(names, key=lambda label: label[1].casefold())

    def queryset(self, request: HttpRequest, queryset: Any) -> PostQuerySet | None:
        slug = self.value()
        return queryset.filter(_labelled(slug)) if slug else None


class AuthorFilter(admin.RelatedFieldListFilter):
    """A filter by those who have written a post."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        own = Q(Exists(Post.objects.filter(author=OuterRef("pk"))))
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=own, ordering=ordering)


class NamedLabelsForm(forms.Form):
    labels = LabelsField(label=_("Labels"), widget=forms.TextInput({"autocomplete": "off"}))


class LabelActionForm(ActionForm):
    labels = LabelsField(
        label=_("Labels"), required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


class RepublicationInline(DeskInline):
    model = Republication
    fields = ["name", "url", "position"]
    classes = ["collapse"]


@admin.register(Post)
class PostAdmin(PublicationAdmin):
    form = PostForm
    inlines = [RepublicationInline]
    action_form = LabelActionForm
    actions = ["publish", "unpublish", "add_labels", "remove_labels"]

    list_select_related = ["author"]
    search_fields = ["title", "body"]
    date_hierarchy = "published_at"
    ordering = DRAFTS_FIRST
    readonly_fields = ["old_addresses_shown"]
    bookkeeping = (RelatedPost, SearchEntry, PostViews, PopularPost, LabelledPost)
    within = (together,)  # its labels are stored after it

    class Media:
        js = [Script("js/admin-slug.js", type="module")]

    # Rows, columns and fields for each person.

    def get_queryset(self, request: HttpRequest) -> PostQuerySet:
        posts: PostQuerySet = Post.objects.editable_by(current_user(request)).prefetch_related(
            "labels"
        )
        posts = posts.annotate(comment_count=_comment_count())
        return posts.order_by(*self.ordering)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        author = ["author"] if current_user(request).is_editor else []
        return ["title", "state_shown", *author, "published_at", "labels_shown", "comments_shown"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        author = [("author", AuthorFilter)]
        return [StateFilter, *(author if current_user(request).is_editor else []), LabelFilter]

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> Any:
        author = ["author"] if current_user(request).is_editor else []
        old = ["old_addresses_shown"] if obj and obj.old_addresses.exists() else []
        publication = (_("Publication"), {"fields": [*PUBLICATION, *author, *old]})
        return [WRITING, publication, COVER, SUMMARY, ORIGINAL]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"author": current_user(request).pk, **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: Any) -> None:
        if obj.author_id is None:
            obj.author = current_user(request)
        super().save_model(request, obj, form, change)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[PostQuerySet, bool]:
        """Search by the blog's index, drafts included: `LIKE` would read every text."""
        if search_term:
            found = search.matching_pks(search_term, queryset, limit=MAX_ROWS + 1)
            queryset = queryset.filter(pk__in=found)
        return queryset, False

    # Columns.

    @admin.display(description=_("labels"))
    def labels_shown(self, post: Post) -> str:
        return ", ".join(label.name for label in post.labels.all())

    @admin.display(description=_("comments"))
    def comments_shown(self, post: Post) -> int:
        return post.comment_count  # type: ignore[attr-defined,no-any-return]  # annotated

    @admin.display(description=_("old addresses"))
    def old_addresses_shown(self, post: Post) -> str:
        return ", ".join(f"/{old.path}" for old in post.old_addresses.all())

    # Actions.

    @admin.action(description=_("Add the labels"), permissions=["change"])
    def add_labels(self, request: HttpRequest, chosen: PostQuerySet) -> None:
        with transaction.atomic(), together():
            for label in make_labels(self._names(request)):
                label.posts.add(*chosen)

    @admin.action(description=_("Take the labels off"), permissions=["change"])
    def remove_labels(self, request: HttpRequest, chosen: PostQuerySet) -> None:
        with transaction.atomic(), together():
            for label in find_labels(self._names(request)):
                label.posts.remove(*chosen)

    def _names(self, request: HttpRequest) -> list[str]:
        """Return the names typed beside the action, and tell the person whether it is done."""
        form = NamedLabelsForm(request.POST)
        if not form.is_valid():
            self.message_user(request, str(form.errors["labels"][0]), messages.ERROR)
            return []
        self.message_user(request, gettext("The labels have been changed."))
        names: list[str] = form.cleaned_data["labels"]
        return names


def _most_used(user: User) -> QuerySet[Label]:
    """Return the labels by number of posts: of all, as stored, for editors; else of their own."""
    if user.is_editor:
        return Label.objects.filter(counted__posts__gt=0).order_by("-counted__posts")
    own = Label.objects.filter(posts__author=user)
    return own.annotate(uses=Count("posts")).order_by("-uses")


def _labelled(slug: str) -> Q:
    """Return the condition for a label's drafts, and for the newest of its other posts."""
    under = LabelledPost.objects.filter(label__slug=slug).order_by("-published_at", "-post_id")
    labels = Post.labels.through.objects.filter(post=OuterRef("pk"), label__slug=slug)
    drafts = Post.objects.drafts().filter(Exists(labels))
    return Q(pk__in=drafts.values("pk")) | Q(pk__in=under.values("post")[: MAX_ROWS + 1])


def _comment_count() -> Subquery:
    """Return a subquery that counts public comments, for the rows of the page alone."""
    published = Count("comments", filter=published_q("comments__"))
    this = Post.objects.filter(pk=OuterRef("pk")).order_by()
    return Subquery(this.annotate(number=published).values("number"))
