"""What a status other than success usually means, in a sentence."""

from __future__ import annotations

_MEANINGS = {
    400: "{host} did not understand the request (HTTP 400).",
    402: "{host} wants payment (HTTP 402).",
    403: "{host} forbids it (HTTP 403): it may not serve programs, or not this network.",
    404: "{host} has nothing at this address (HTTP 404).",
    405: "{host} does not serve this address like that (HTTP 405); it may be no feed.",
    406: "{host} has it only in forms that were not asked for (HTTP 406).",
    408: "{host} did not wait for the request (HTTP 408).",
    410: "{host} says that this is gone for good (HTTP 410).",
    421: "{host} is not the server for this address (HTTP 421).",
    423: "{host} keeps this locked (HTTP 423).",
    425: "{host} wants to be asked later (HTTP 425).",
    429: "{host} wants to be asked less often (HTTP 429).",
    451: "{host} withholds this for legal reasons (HTTP 451).",
    500: "{host} has an error of its own (HTTP 500).",
    501: "{host} cannot do what a feed needs (HTTP 501).",
    502: "{host} stands before a server that does not work (HTTP 502).",
    503: "{host} is overloaded or being worked on (HTTP 503).",
    504: "{host} stands before a server that does not answer (HTTP 504).",
    521: "{host} stands before a server that is down (HTTP 521).",
    522: "{host} stands before a server that does not answer (HTTP 522).",
    526: "{host} stands before a server with a bad certificate (HTTP 526).",
}
_CLASSES = {
    3: "{host} redirects in a way that is not followed (HTTP {status}).",
    4: "{host} refuses the request (HTTP {status}).",
    5: "{host} has an error of its own (HTTP {status}).",
}


def meaning(status: int, host: str, *, login: bool) -> str:
    """`login` is whether a user and password were sent to that host."""
    if status in (401, 407):
        asked = "does not accept the user and password" if login else "wants a user and password"
        return f"{host} {asked} (HTTP {status})."
    unknown = "{host} answered with a status that says nothing (HTTP {status})."
    sentence = _MEANINGS.get(status) or _CLASSES.get(status // 100, unknown)
    return sentence.format(host=host, status=status)
