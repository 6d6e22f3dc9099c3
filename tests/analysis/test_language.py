"""The language is told from script and common words, or not at all."""

from __future__ import annotations

import pytest

from watchers.analysis.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge over the river was closed to all traffic on Monday, and it is not known for how long.", "en"),
        ("Le pont sur la rivière a été fermé à la circulation lundi et on ne sait pas pour combien de temps.", "fr"),
        ("El puente sobre el río fue cerrado al tráfico el lunes y no se sabe por cuánto tiempo.", "es"),
        ("Die Brücke über den Fluss wurde am Montag für den Verkehr gesperrt und niemand weiß, wie lange.", "de"),
        ("A ponte sobre o rio foi fechada ao trânsito na segunda e não se sabe por quanto tempo.", "pt"),
        ("Il ponte sul fiume è stato chiuso al traffico lunedì e non si sa per quanto tempo.", "it"),
        ("De brug over de rivier is maandag voor het verkeer gesloten en niet bekend is voor hoe lang.", "nl"),
        ("Nehrin üzerindeki köprü pazartesi günü trafiğe kapatıldı ve ne kadar süre için olduğu belli değil.", "tr"),
        ("Jembatan di atas sungai itu ditutup pada hari Senin dan tidak akan dibuka untuk beberapa minggu.", "id"),
        ("Daraja la mto limefungwa kwa magari siku ya Jumatatu na hakuna taarifa ya muda wa kazi hiyo.", "sw"),
        ("Most na rzece został zamknięty w poniedziałek i nie wiadomo, na jak długo to się stało.", "pl"),
        ("Мост через реку закрыли в понедельник.", "ru"),
        ("Міст через річку закрили у понеділок, і невідомо, на який час його закрито.", "uk"),
        ("أغلق الجسر أمام حركة المرور يوم الاثنين.", "ar"),
        ("پل روی رودخانه روز دوشنبه به روی خودروها بسته شد و کسی نمی‌گوید چرا.", "fa"),
        ("桥在星期一关闭了。", "zh"),
        ("橋は月曜日に閉鎖されました。", "ja"),
        ("다리는 월요일에 폐쇄되었다.", "ko"),
        ("הגשר נסגר לתנועה ביום שני.", "he"),
        ("पुल सोमवार को बंद कर दिया गया।", "hi"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Israel bombardea Beirut y Damasco", "es"),
        ("Russland greift Odessa an", "de"),
        ("La Russie bombarde Odessa, l'Ukraine riposte", "fr"),
        ("Зеленський прибув до Анкари", "uk"),
        ("Путин прибыл в Пекин", "ru"),
        ("حمله اسرائیل به بیروت", "fa"),
        ("غارات إسرائيلية على بيروت", "ar"),
        ("以色列空袭贝鲁特", "zh"),
        ('צה"ל תקף בביירות', "he"),
        ("Россия до мая", "ru"),
        ("UN chief in Sudan", None),
        ("Ye-U's soldiers burn guerrillas alive", None),
    ],
)
def test_a_headline_of_a_few_words_tells_it_too(text: str, language: str | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12 345", "Xq zzv prrt", "!!!"])
def test_nothing_is_guessed(text: str) -> None:
    assert detect(text) is None
