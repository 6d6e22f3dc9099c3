"""What went wrong on the way, in a kind and a sentence; nothing that a server sent gets into it."""

from __future__ import annotations

import errno
import ssl

import httpcore2

from watchers.sources.feeds.troubles import FetchError

EXPECTED = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    httpcore2.ProxyError,
    OSError,
)
"""What a server or the network can bring about."""
_HUNG_UP = "disconnected without sending"
_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM)
_CERTIFICATE = {
    9: "its certificate is not valid yet; the clock of one of the two machines may be wrong",
    10: "its certificate has expired",
    18: "its certificate is signed by itself, so nobody vouches for it",
    19: "its certificate is signed by an authority of its own, so nobody known vouches for it",
    20: "its certificate comes from an authority that this machine does not know, or a part of its chain is missing",
    21: "its certificate comes from an authority that this machine does not know, or a part of its chain is missing",
    23: "its certificate was revoked",
    62: "its certificate is made out to another name",
    64: "its certificate is made out to another address",
}
"""By OpenSSL's verify codes (X509_V_ERR_…)."""
_HANDSHAKE = {
    "WRONG_VERSION_NUMBER": "it does not speak TLS at this port; the address may begin with http://",
    "HTTP_REQUEST": "it does not speak TLS at this port; the address may begin with http://",
    "RECORD_LAYER_FAILURE": "it does not speak TLS at this port; the address may begin with http://",
    "UNSUPPORTED_PROTOCOL": "it speaks only versions of TLS that are no longer safe",
    "TLSV1_ALERT_PROTOCOL_VERSION": "it speaks only other versions of TLS",
    "DH_KEY_TOO_SMALL": "its keys are too weak",
    "EE_KEY_TOO_SMALL": "its keys are too weak",
}


def trouble(error: Exception, phase: str, host: str, *, proxy: bool) -> FetchError:
    """For one of EXPECTED, in the phase of an exchange with a host in which it came."""
    if proxy and (isinstance(error, httpcore2.ProxyError) or phase == "connect"):
        return FetchError("proxy", f"The proxy of the settings did not lead to {host}: it refused, or it is not there.")
    if isinstance(error, httpcore2.TimeoutException):
        return late(phase, host, None)
    cause = _cause(error)
    if isinstance(cause, ssl.SSLError):
        return FetchError("tls", f"No safe connection to {host}: {_unsafe(cause)}.")
    if phase == "connect":
        return _unconnected(cause, host)
    return _broken(error, phase, host)


def _broken(error: Exception, phase: str, host: str) -> FetchError:
    if phase == "tls":
        return FetchError("tls", f"No safe connection to {host}: it hung up before one was agreed on.")
    if phase == "body":
        return FetchError("protocol", f"{host} ended its answer before it was whole, or sent it garbled.")
    if isinstance(error, httpcore2.ReadError | httpcore2.WriteError) or _HUNG_UP in str(error):
        return FetchError("protocol", f"{host} hung up without an answer in HTTP.")
    return FetchError("protocol", f"{host} did not answer in HTTP as it is agreed on.")


def late(phase: str, host: str, whole: float | None) -> FetchError:
    """A time-out: of the whole exchange after so many seconds, or of one step."""
    within = f" within {whole:g} seconds" if whole else " in time"
    sentence = {
        "turn": f"Other requests to {host} took so long that this one did not start{within}.",
        "connect": f"{host} did not take a connection{within}.",
        "tls": f"{host} did not agree on a safe connection{within}.",
        "answer": f"{host} took the request but did not answer{within}.",
        "body": f"{host} began to answer but did not get to the end{within}.",
    }
    return FetchError("timeout", sentence[phase])


def _unconnected(cause: BaseException, host: str) -> FetchError:
    if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
        return FetchError("refused", f"{host} refuses connections: nothing serves there at this port.")
    if isinstance(cause, OSError) and cause.errno in _UNREACHABLE:
        return FetchError("unreachable", f"{host} cannot be reached from this machine's network.")
    if isinstance(cause, OSError) and cause.errno in (errno.EMFILE, errno.ENFILE):
        return FetchError("unreachable", "This machine has too many files and connections open at the moment.")
    return FetchError("unreachable", f"No connection to {host} came about.")


def _unsafe(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATE.get(error.verify_code, f"its certificate does not hold (code {error.verify_code})")
    return _HANDSHAKE.get(error.reason or "", "the two sides could not agree on how")


def _cause(error: BaseException) -> BaseException:
    """The innermost: an OSError with its number, or the TLS error; the library wraps them a few deep."""
    seen = error
    for _ in range(8):
        inner = seen.args[0] if seen.args and isinstance(seen.args[0], BaseException) else None
        deeper = inner or seen.__cause__ or seen.__context__
        if isinstance(seen, ssl.SSLError) or deeper is None:
            break
        seen = deeper
    return seen
