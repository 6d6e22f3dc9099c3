"""Text that would do something in a terminal or a widget, were it shown as it is."""

from __future__ import annotations

PAYLOADS = (
    "esc \x1b[31mred\x1b[2J\x1b[H",
    "osc8 \x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\",
    "osc52 \x1b]52;c;ZXZpbA==\x07",
    "osc0 \x1b]0;owned\x07 osc9 \x1b]9;hi\x07",
    "dcs \x1bP+q544e\x1b\\ apc \x1b_x\x1b\\ pm \x1b^y\x1b\\",
    "c1 \x9b31m \x9d0;owned\x9c \x90q\x9c \x85",
    "nul \x00 bell \x07 back \x08\x08\x08 del \x7f feed \x0b\x0c\r\n tab\t",
    "bidi \u202egnorw\u202c \u2066in\u2069 \u200f\u200e\u061c",
    "tags \U000e0001\U000e0068\U000e0069 private \ue000\U000f0000 bom \ufeff",
    "flood Z" + "\u0301\u0316\u0489\u0334\u0353\u0319" * 200 + "algo",
    "[@click=app.quit]quit[/] [/] [bold red]loud[/bold red] [link=https://evil.example]l[/link] $x {x} %s [",
    "wide 平壌発　緊急 🔴👩\u200d🚒👍🏽 🇺🇦🇸🇾 ☎\ufe0f ｆｕｌｌ 한국",
    "right مصدر عسكري: قصف على إدلب עברית",
    "zero a\u200bb\u200cc\u200dd\u2060e می\u200cخواهم क्\u200dष",
    "long " + "x" * 1_000_000,
    "http://evil.example/ javascript:alert(1) vscode://x smb://h -flag --help",
)
