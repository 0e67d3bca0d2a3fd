"""Parts of addresses. Whether `2012`, `01` and `10` are a date, the view finds out."""


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
    """A format's name; Atom, as in Blogger's addresses, goes by `default`."""

    regex = "rss|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedText(FeedFormat):
    """Blogger's words for how much of each post a feed gives."""

    regex = "full|summary"
