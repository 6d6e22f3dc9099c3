"""A story that somebody passed on inside a mail: where it begins, who wrote it and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"^[ \t>*_]*(?:[-_=]{2,}[ \t]*)?(?:begin[ \t]+)?(?:forwarded message|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)|message transféré|message réexpédié"
    r"|début du message (?:réexpédié|transféré)|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada"
    r"|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|vidarebefordrat meddelande"
    r"|przekazana wiadomość|пересылаемое сообщение|пересланное сообщение|переслане повідомлення|iletilen ileti"
    r"|yönlendirilen ileti|رسالة مُ?عاد توجيهها|转发的邮件|轉寄郵件)[ \t]*:?[ \t]*(?:[-_=]{2,})?[ \t]*$",
    re.I | re.M,
)
_MARK_ANSWERED = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original"
    r"|messaggio originale|исходное сообщение|mensagem original)[ \t]*-{2,}|_{8,})[ \t]*$",
    re.I | re.M,
)
"""What also stands above an answered mail: it counts only below a subject that says “Fwd:”."""
_KEYS = {
    "from": "from von de da van от від från fra od kimden 发件人 寄件者 من",
    "date": "date sent datum gesendet fecha enviado envoyé data inviato verzonden дата отправлено надіслано skickat"
    " tarih gönderilme 日期 发送时间",
    "subject": "subject betreff objet sujet asunto oggetto assunto onderwerp тема ämne temat konu 主题 主旨 الموضوع",
    "else": "to cc bcc pour reply-to an à para a aan кому копия till do kime 收件人 抄送",
}
_KEY = {word: key for key, words in _KEYS.items() for word in words.split()}
_LINE = re.compile(
    r"[ \t>]*\*{0,2}(?P<key>[^\W\d_][\w-]{0,20})\*{0,2}[ \t]*[:：]\*{0,2}[ \t]*(?P<value>[^\n]{0,500})(?:\n|$)"
)
_QUOTE = re.compile(r"^> ?", re.M)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The words above the mark, the story below its head, and what the head says, as it is written there."""

    note: str
    text: str
    sender: str = ""
    sent: str = ""
    subject: str = ""


def forwarded_in(text: str, said: bool) -> Forwarded | None:
    """None where nothing was passed on. `said`: the mail's subject says that something was."""
    marks = [found for found in (_MARK.search(text), _MARK_ANSWERED.search(text) if said else None) if found]
    for mark in sorted(marks, key=lambda each: each.start()):
        head, at = _head(text, mark.end())
        if "from" in head and len(head) > 1:
            body = text[at:].strip("\n")
            if all(line.startswith(">") for line in body.split("\n") if line.strip()):
                body = _QUOTE.sub("", body).strip("\n")
            note = text[: mark.start()].strip()
            found = Forwarded(note, body, head["from"], head.get("date", ""), head.get("subject", ""))
            return _innermost(found)
    return None


def _innermost(found: Forwarded, left: int = 5) -> Forwarded:
    """Of a story that was passed on several times without a word."""
    inner = forwarded_in(found.text, said=True) if left else None
    if inner is None or inner.note:
        return found
    return Forwarded(found.note, inner.text, inner.sender, inner.sent, inner.subject)


def _head(text: str, at: int) -> tuple[dict[str, str], int]:
    """The head's lines by what they are, and where the text goes on; one empty line may stand above and between."""
    head: dict[str, str] = {}
    blank = re.compile(r"[ \t>]*\n")
    at = min(len(text), at + 1)
    for _ in range(20):
        skipped = at
        while (empty := blank.match(text, skipped)) and skipped - at < 20:
            skipped = empty.end()
        line = _LINE.match(text, skipped)
        key = _KEY.get(line["key"].lower()) if line else None
        if line is None or key is None or (skipped > at and key in head):
            return head, at
        head.setdefault(key, line["value"].strip().strip("*").strip())
        at = line.end()
    return head, at
