"""What readers answer: `Comment`, its form and guards, moderation, threads and feeds of comments.

It knows the posts of `blog` and may use all of that package. It must not know the desk, where
comments are moderated, nor how pages are cached; templates of the blog load its tags.
"""
