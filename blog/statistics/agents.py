"""What `User-Agent` says: that a program is a robot, or a feed reader and for how many people."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.crypto import salted_hmac

ROBOT = re.compile(
    r"(?<!cu)bot(?![a-z])|crawl|spider|slurp|archiver|scrap|scan|monitor|uptime|preview|validat|check"
    r"|headless|lighthouse|phantom|selenium|python|curl|wget|libwww|perl|ruby|java/|okhttp|axios"
    r"|go-http|node-fetch|httpclient|http_request|guzzle|facebookexternalhit|whatsapp|embedly"
    r"|mediapartners|gpt|claude|anthropic|perplexity|bytespider|ia_archiver|feed ?fetcher",
    re.IGNORECASE,
)
SUBSCRIBERS = re.compile(r"\b(\d{1,9}) (?:subscriber|reader)s?\b", re.IGNORECASE)
MAX_SUBSCRIBERS = 1_000_000
"""A service that says it reads for more is not believed."""

BROWSER = "Mozilla/"
READERS_LIKE_BROWSERS = re.compile(r"Thunderbird|RSS|Feed|Reader", re.IGNORECASE)
AFTER_NAME = re.compile(r"[^\w .&+-]|/| - | feed", re.ASCII)
NAME_LENGTH = 40


class Subscription(NamedTuple):
    key: str
    name: str
    subscribers: int


@lru_cache(2000)
def is_robot(agent: str) -> bool:
    """Return whether no person reads with it; a program without a name is a robot."""
    return not agent or bool(ROBOT.search(agent))


def subscription(agent: str, path: str, day: date) -> Subscription | None:
    """Return who reads a feed with a program; none for robots, and for browsers.

    A service asks once for all its readers of a feed, and says how many they are. Any other program
    has another key each day, so that nothing stored follows it from one day to the next.
    """
    if found := SUBSCRIBERS.search(agent):
        name = _name(agent)
        return Subscription(f"{name} {path}", name, min(int(found[1]), MAX_SUBSCRIBERS))
    is_browser = agent.startswith(BROWSER) and not READERS_LIKE_BROWSERS.search(agent)
    if is_browser or is_robot(agent):
        return None
    key = salted_hmac("blog.statistics.agents", f"{day} {agent}", algorithm="sha256")
    return Subscription(key.hexdigest()[:32], _name(agent), 1)


def _name(agent: str) -> str:
    """Return a program's name without its version: «NewsBlur Feed Fetcher»."""
    if agent.startswith(BROWSER) and "Thunderbird" in agent:
        return "Thunderbird"
    inside = agent.partition("compatible; ")[2] if agent.startswith(BROWSER) else agent
    return AFTER_NAME.split(inside, maxsplit=1)[0].strip()[:NAME_LENGTH] or "?"
