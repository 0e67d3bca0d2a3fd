"""HTTP plumbing, and what else every app builds on. It knows no blog, and no model."""
