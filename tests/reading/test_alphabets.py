"""Short texts in old encodings of other alphabets are read in their own letters."""

from __future__ import annotations

import pytest

from index.reading.alphabets import alphabet_encoding
from index.reading.decoding import decode

CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")
TEXTS = [
    ("Да, это так.", CYRILLIC),
    ("Мэр сообщил журналистам, что мост закроют до весны.", CYRILLIC),
    ("МОСКВА, 5 мая. Глава МИД заявил, что переговоры продолжатся.", CYRILLIC),
    ("Reuters: Совет директоров одобрил сделку.", CYRILLIC),
    ("Мер повідомив, що міст закриють на ремонт, інакше він може впасти.", ("cp1251", "koi8_u")),
    ("Кметът съобщи, че мостът ще бъде затворен до пролетта.", ("cp1251", "iso8859_5")),
    ("Градоначелник је рекао да ће мост бити затворен.", ("cp1251", "iso8859_5")),
    ("Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει.", ("cp1253", "iso8859_7")),
    ("ראש העיר אמר כי הגשר ייסגר לתיקונים.", ("cp1255", "iso8859_8")),
    ("قال رئيس البلدية إن الجسر سيغلق للإصلاح.", ("cp1256", "iso8859_6")),
]


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, one) for text, encodings in TEXTS for one in encodings]
)
def test_a_sentence_in_an_old_encoding_is_read_in_its_own_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("市长说，这座桥将关闭维修，直到春天。", "gb18030"),
        ("시장은 다리가 봄까지 수리를 위해 폐쇄될 것이라고 말했다.", "cp949"),
        ("大統領は新しい大臣の任命に関する法令に署名した。", "cp932"),
        ("นายกเทศมนตรีกล่าวว่าสะพานจะปิดซ่อมจนถึงฤดูใบไม้ผลิ", "tis_620"),
    ],
)
def test_writing_of_many_signs_is_taken_for_no_alphabet(text: str, encoding: str) -> None:
    assert alphabet_encoding(text.encode(encoding)) is None
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["Ça va? Né à Orléans, élevé à Béziers.", "“Größe”, “Übermut”"])
def test_western_letters_stay_what_they_are(text: str) -> None:
    assert decode(text.encode("cp1252")) == text
