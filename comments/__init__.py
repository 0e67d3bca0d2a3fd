"""What readers answer: comments, their guards, moderation and thread. It knows no desk."""
