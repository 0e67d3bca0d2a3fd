"""Converters for parts of addresses. Whether digits are a real date, the view decides."""


class FourDigits:
    regex = "[0-9]{4}"
    width = 4

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:0{self.width}}"


class TwoDigits(FourDigits):
    regex = "[0-9]{2}"
    width = 2


class FeedFormat:
    """The name of a feed's format; Atom has an address of its own, with Blogger's `default`."""

    regex = "rss|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedText(FeedFormat):
    """Blogger's words for how much of each post a feed gives."""

    regex = "full|summary"
