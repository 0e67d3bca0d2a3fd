"""The uploads of a blog, as they are on the disk."""


def stored_files(data_dir):
    media = data_dir / "media"
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
