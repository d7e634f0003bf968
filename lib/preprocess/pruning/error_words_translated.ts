/**
 * What compilers, shells and databases say of errors where they speak the language of their user. Words that begin with a letter of ASCII
 * and go on with those of Latin-1 stand with the English ones; what begins beyond ASCII, or goes on beyond Latin-1, has lists
 * of its own and is found wherever it stands: scripts without blanks have no beginnings of words.
 */

/** Not routine. */
export const TRANSLATED_STRONG = listed(`
  fehlgeschlagen, gescheitert, falló, fallito, fallita, falhou, mislukt, introuvable, impossibile
`);

/** Whole words and phrases. */
export const TRANSLATED_WORDS = listed(`
  fehler, fehlern, nicht gefunden, nicht möglich, kann nicht, konnte nicht, konnten nicht, verweigert, abgelehnt,
  abgebrochen, fehlt, fehlende, existiert nicht, konflikt, ausnahme,
  erreur, erreurs, impossible, aucun fichier, ne peut pas, n'existe pas, incompatibles, invalide, interdit,
  errores, no se puede, no se pudo, no existe, denegado, no válido,
  errore, errori, non esiste, negato, negata, erro, erros, falha, falhas, não existe, negado, negada,
  fout, fouten, niet gevonden, geweigerd, kan niet, kon niet, bestaat niet,
  nie znaleziono, odmowa, nie istnieje, hata, reddedildi, geçersiz
`);

/** Not routine, whatever follows. */
export const TRANSLATED_STRONG_BEGINNINGS = [
  "fehler:",
  "erreur:",
  "erreur :",
  "errore:",
  "erro:",
  "fout:",
  "hata:",
];

/** Words with many endings. */
export const TRANSLATED_BEGINNINGS = listed(`
  ungültig, unbekannt, nicht definiert, refusé, inconnu, manquant, non défini, non trouvé, no se encontr,
  no encontrad, fallid, rechazad, desconocid, inválid, non trovat, rifiutat, non valid, non riuscit, sconosciut,
  não foi poss, não encontrad, recusad, ongeldig, onbekend, nie mo, nie powiod, nieprawid, bulunamad
`);

/** Failures, wherever they stand. */
export const OTHER_STRONG = withCapitals(listed(`
  échec, échou, ошибка:, не удалось, отказано, нет такого, помилка:, не вдалося, відмовлено,
  失敗, 失败, 実行できません, 拒否されました, 실패, エラー:, エラー：, 错误:, 错误：, 錯誤:, 錯誤：, 오류:,
  没有那个文件, 沒有此一檔案, şarısız
`));

/** What may be routine. */
export const OTHER_WORDS = withCapitals(listed(`
  ошибк, не уда, не найден, невозможно, неизвестн, недопустим, неверн, сбой, отклонен, исключение,
  помилк, не знайдено, неможливо, невідом, немає такого, łąd, łęd,
  エラー, 見つかりません, 見つからない, できません, ありません, 不正, 無効, 拒否, 例外, 存在しません, タイムアウト,
  错误, 找不到, 未找到, 拒绝, 无法, 未定义, 不存在, 异常, 无效, 超时,
  錯誤, 拒絕, 無法, 未定義, 無效, 逾時, 오류, 찾을 수 없, 없습니다, 거부, 예외, 잘못된
`));

function withCapitals(words: readonly string[]): string[] {
  return [...new Set(words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]))];
}

function listed(words: string): string[] {
  return words.trim().split(/,\s+/);
}
