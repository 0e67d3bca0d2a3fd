"""What each role may do, and that a blog is never without an owner."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from blog.models import Post
from comments.models import Comment
from tests.factories import make_comment, make_post

pytestmark = pytest.mark.django_db


def test_posts_and_comments_belong_to_their_author_save_for_editors(alice, bob, carol, dana):
    hers, his = make_post(author=alice), make_post(author=bob)
    under_hers, under_his = make_comment(post=hers), make_comment(post=his)

    assert set(Post.objects.editable_by(alice)) == {hers}
    assert set(Comment.objects.moderable_by(alice)) == {under_hers}
    for person in (carol, dana):
        assert set(Post.objects.editable_by(person)) == {hers, his}
        assert set(Comment.objects.moderable_by(person)) == {under_hers, under_his}


@pytest.mark.parametrize(
    "permission,who",
    [
        ("blog.add_post", {"alice", "carol", "dana"}),
        ("blog.change_page", {"carol", "dana"}),
        ("blog.delete_label", {"carol", "dana"}),
        ("comments.change_comment", {"alice", "carol", "dana"}),
        ("blog.change_sitesettings", {"dana"}),
        ("accounts.add_user", {"dana"}),
    ],
)
def test_permissions_follow_the_role(alice, carol, dana, permission, who):
    assert {p.username for p in (alice, carol, dana) if p.has_perm(permission)} == who


def test_someone_inactive_may_do_nothing(dana):
    dana.is_active = False

    assert not dana.has_perm("blog.add_post")
    assert not dana.has_module_perms("blog")


@pytest.mark.parametrize("change", [{"role": "editor"}, {"is_active": False}])
def test_the_last_owner_stays_an_owner(dana, change):
    for name, value in change.items():
        setattr(dana, name, value)

    with pytest.raises(ValidationError):
        dana.full_clean()


def test_one_of_two_owners_may_step_down(dana):
    User.objects.create_user("eva", "eva@example.org", name="Eva", role="owner")
    dana.role = "editor"

    dana.full_clean(exclude=["password"])


def test_two_people_cannot_share_an_email_address(alice):
    twin = User(username="otra", name="Otra", email="ALICE@example.org", password="x")

    with pytest.raises(ValidationError):
        twin.full_clean()
