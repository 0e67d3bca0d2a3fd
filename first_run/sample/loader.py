"""Makes the sample blog in an empty database, and records each row that it makes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from blog.changes import together
from blog.models import Label, Page, Picture, Post, SiteSettings
from comments.models import Comment
from first_run.sample import content
from first_run.sample.fingerprints import record

PICTURE = re.compile(r"\bsample:([\w.-]+)")
PAGE_FIELDS = ("title", "slug", "description", "menu_position")
POST_FIELDS = (
    *("title", "slug", "excerpt", "description", "cover_alt", "cover_caption"),
    *("canonical_url", "comments_open"),
)


def is_wanted() -> bool:
    """Return whether there are no people, posts or pages."""
    return not (User.objects.exists() or Post.objects.exists() or Page.objects.exists())


def load(say: Callable[[str], None]) -> None:
    """Make the whole sample or nothing, and report to `say`."""
    sample = SampleLoader()
    say(_("Loading the sample blog…"))
    try:
        with transaction.atomic():
            sample.load()
    except BaseException:
        sample.delete_files()
        raise
    counts = {"posts": len(sample.posts), "comments": len(sample.comments)}
    say(_("The sample is there: %(posts)s posts and %(comments)s comments.") % counts)


class SampleLoader:
    """Makes the rows, and knows those made so far by the names that the texts use."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.pictures: dict[str, Picture] = {}
        self.labels: dict[str, Label] = {}
        self.posts: dict[str, Post] = {}
        self.comments: dict[str, Comment] = {}
        self.files: list[str] = []

    def load(self) -> None:
        self.make_settings()
        for entry in content.table("authors")["author"]:
            self.make_person(entry)
        for document in content.documents("pages"):
            self.make_page(document)
        for document in content.documents("posts"):
            self.make_post(document)
        for place, entry in enumerate(content.table("comments")["comment"]):
            self.make_comment(entry.get("id", str(place)), entry)

    def delete_files(self) -> None:
        for name in self.files:
            default_storage.delete(name)

    def make_settings(self) -> None:
        site = SiteSettings(**content.table("site"))
        site.save()
        record(site)

    def make_person(self, entry: dict[str, Any]) -> None:
        links, avatar = entry.pop("links", []), entry.pop("avatar", "")
        person = User(**entry)
        person.set_unusable_password()
        if avatar:
            self.attach(person.avatar, avatar)
        person.save()
        for position, link in enumerate(links):
            person.links.create(position=position, **link)
        record(person)
        self.people[person.username] = person

    def make_page(self, document: content.Document) -> None:
        page = Page(
            body=self.with_pictures(document.body),
            published_at=document.published_at or timezone.now(),
            **document.fields(*PAGE_FIELDS),
        )
        page.save()
        record(page)

    def make_post(self, document: content.Document) -> None:
        author = self.people[document.head["author"]]
        post = Post(
            author=author,
            body=self.with_pictures(document.body, author),
            published_at=document.published_at,
            **document.fields(*POST_FIELDS),
        )
        if cover := document.head.get("cover"):
            post.cover = self.picture(cover, author)
        with together():
            post.save()
            post.labels.set([self.label(name) for name in document.head.get("labels", [])])
        for position, credit in enumerate(document.head.get("republications", [])):
            post.republications.create(position=position, **credit)
        self.backdate(post)
        record(post)
        self.posts[document.name] = post

    def backdate(self, post: Post) -> None:
        """Set the dates of a post's creation and last change to that of its publication."""
        day = min(post.published_at or timezone.now(), timezone.now())
        Post.objects.filter(pk=post.pk).update(created_at=day, updated_at=day)

    def make_comment(self, name: str, entry: dict[str, Any]) -> None:
        post = self.posts[entry["post"]]
        author = self.people.get(entry.get("author", ""))
        state = entry.get("state", Comment.State.PUBLISHED)
        since = post.published_at or timezone.now()
        comment = Comment(
            post=post,
            parent=self.comments.get(entry.get("reply_to", "")),
            author=author,
            name=str(author or entry["name"]),
            email=entry.get("email", ""),
            url=entry.get("url", ""),
            text=entry["text"].strip(),
            state=state,
            removed_by=post.author if state == Comment.State.REMOVED else None,
            created_at=min(since + timedelta(hours=entry["after_hours"]), timezone.now()),
        )
        comment.save()
        record(comment)
        self.comments[name] = comment

    def label(self, name: str) -> Label:
        if name not in self.labels:
            self.labels[name] = Label.objects.create(name=name)
            record(self.labels[name])
        return self.labels[name]

    def with_pictures(self, body: str, author: User | None = None) -> str:
        """Return a body with the addresses of the pictures that it names, which are stored."""
        return PICTURE.sub(lambda match: self.picture(match[1], author).file.url, body)

    def picture(self, name: str, author: User | None) -> Picture:
        if name not in self.pictures:
            picture = Picture(uploaded_by=author)
            self.attach(picture.file, name)
            picture.save()
            record(picture)
            self.pictures[name] = picture
        return self.pictures[name]

    def attach(self, field: models.fields.files.FieldFile, name: str) -> None:
        """Store a picture of the sample in a field, unchanged, without saving the row."""
        field.save(name, content.picture(name), save=False)
        self.files.append(str(field))
