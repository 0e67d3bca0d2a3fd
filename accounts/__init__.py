"""Who writes: people, their roles, profiles and sign-in. It knows nothing of what they write."""
