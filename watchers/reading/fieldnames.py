"""The names that tables and JSON files of many makers and languages give to the same field, the most telling first."""

from __future__ import annotations

NAMES: dict[str, str] = {
    "text": (
        "fulltext full_text articlebody article_body bodytext body_text body_html content_html content_text "
        "contenthtml body content text maintext main_text article story message notes note description selftext "
        "fulltext_html plaintext transcript tweet post caption summary abstract snippet details comment texto cuerpo "
        "contenido descripcion corps contenu texte inhalt nachricht testo contenuto corpo conteudo conteúdo descrição "
        "текст содержание сообщение описание вміст повідомлення опис نص المحتوى الخبر متن treść tekst inhoud innehåll "
        "metin içerik haber 内容 正文 本文"
        " 본문 내용"
    ),
    "title": (
        "headline title heading subject_line headline_main name titulo título titular titre überschrift titel "
        "schlagzeile titolo заголовок название назва tytuł rubrik kop başlık baslik عنوان العنوان"
        " 标题 標題 タイトル 見出し 제목 "
        "subject"
    ),
    "published": (
        "published published_at publishedat date_published datepublished pubdate pub_date publish_date publishdate "
        "publication_date publicationdate publishedon firstpublished created_at createdat created date_created "
        "datetime date event_date date_time timestamp time posted posted_at postedat created_utc day date_utc fecha "
        "fecha_publicacion data data_publicacao date_publication datum veröffentlicht veroeffentlicht pubblicato дата "
        "опубликовано تاريخ التاريخ data_publikacji tarih 日期 发布时间 日付 날짜"
    ),
    "link": (
        "url link permalink article_url source_url sourceurl web_url weburl weblink href uri story_url canonical_url "
        "enlace lien adresse_url ссылка посилання رابط الرابط bağlantı 链接 網址 링크"
    ),
    "language": "language lang language_code langcode locale idioma langue sprache lingua язык мова لغة dil język taal"
    " 语言",
    "guid": (
        "guid id _id uuid doc_id docid document_id documentid article_id articleid story_id storyid id_str post_id "
        "message_id event_id_cnty event_id eventid record_id identifier key"
    ),
    "byline": (
        "author authors byline creator dc_creator writer reporter journalist by autor autores auteur verfasser autore "
        "автор кореспондент الكاتب yazar 作者 記者 기자 username user_name screen_name"
        " from user sender account"
    ),
    "source": (
        "source_name sourcename source publisher outlet provider agency site site_name media medium newspaper fuente "
        "medio fonte quelle источник джерело المصدر kaynak źródło 来源 publication"
    ),
    "abstract": "abstract standfirst lead lede teaser summary subtitle deck dek excerpt resumen résumé chapo"
    " zusammenfassung",
    "keywords": "keywords tags categories category topics section subjects schlagworte etiquetas mots_cles",
}
"""Field to its names as `columns.key_of` writes them."""
