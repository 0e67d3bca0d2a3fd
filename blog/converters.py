"""Parts of Blogger's addresses: `2012`, `01`, `10`. Whether they are a date, the view finds out."""


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
