"""The sample blog: its texts and pictures, loading them and taking them away again."""
