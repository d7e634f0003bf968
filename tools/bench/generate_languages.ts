/** Texts that tokenizers count dearly: other scripts, data, markup, and code without spaces; each as long as asked for. */

import { MARKUP_TEXTS } from "./generate_markup.ts";
import { base64, hexadecimal } from "./generate_text.ts";
import { between, pick, type Random } from "./random.ts";

/** Words from which sentences are mixed, so that no text repeats itself as a whole. */
const WORDS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Japanese: [
    "請求書の",
    "取り込みで",
    "金額が",
    "千倍に",
    "なっていた。",
    "小数点の",
    "扱いを",
    "修正し、",
    "テストを",
    "追加した。",
    "曖昧なので",
    "拒否する。",
    "エラーメッセージに",
    "行番号を",
    "含めること。",
    "サーバーの",
    "設定ファイルを",
    "確認してください。",
    "データベース",
    "接続に",
    "失敗しました。",
    "再試行します。",
    "キャッシュを",
    "削除する",
  ],
  Chinese: [
    "导入",
    "发票时",
    "金额",
    "差了",
    "一千倍。",
    "我们",
    "修改了",
    "小数点的",
    "处理方式，",
    "并添加了",
    "测试。",
    "因为",
    "有歧义，",
    "所以",
    "必须拒绝。",
    "请检查",
    "服务器的",
    "配置文件，",
    "然后",
    "重新运行",
    "所有测试。",
    "数据库",
    "连接失败",
    "缓存已清除。",
  ],
  Russian: [
    "при",
    "импорте",
    "счетов",
    "сумма",
    "оказалась",
    "больше",
    "в",
    "тысячу",
    "раз.",
    "мы",
    "исправили",
    "разбор",
    "разделителей",
    "и",
    "добавили",
    "тесты.",
    "строку",
    "нельзя",
    "понять",
    "однозначно,",
    "поэтому",
    "она",
    "отклоняется.",
    "проверьте",
    "настройки",
    "сервера",
  ],
  Korean: [
    "청구서를",
    "가져올",
    "때",
    "금액이",
    "천",
    "배로",
    "늘어났다.",
    "소수점",
    "처리를",
    "수정하고",
    "테스트를",
    "추가했다.",
    "서버",
    "설정",
    "파일을",
    "확인한",
    "다음",
    "모든",
    "다시",
    "실행해",
    "주세요.",
    "데이터베이스",
    "연결에",
    "실패했습니다.",
  ],
  Arabic: [
    "عند",
    "استيراد",
    "الفواتير",
    "كان",
    "المبلغ",
    "أكبر",
    "بألف",
    "مرة.",
    "قمنا",
    "بتعديل",
    "معالجة",
    "الفاصلة",
    "العشرية",
    "وأضفنا",
    "الاختبارات.",
    "يرجى",
    "التحقق",
    "من",
    "ملف",
    "إعدادات",
    "الخادم",
    "ثم",
    "تشغيل",
    "جميع",
  ],
  Hindi: [
    "चालान",
    "आयात",
    "करते",
    "समय",
    "राशि",
    "हज़ार",
    "गुना",
    "हो",
    "गई",
    "थी।",
    "हमने",
    "दशमलव",
    "बिंदु",
    "की",
    "प्रक्रिया",
    "बदली",
    "और",
    "परीक्षण",
    "जोड़े।",
    "कृपया",
    "सर्वर",
    "फ़ाइल",
    "जाँचें",
    "त्रुटि",
  ],
}; // deno-fmt-ignore-line

const NAMES: readonly [string, ...string[]] = ["a", "b", "c", "t", "n", "e", "fn", "o", "r", "i", "Ze", "$t", "_n"];
const EMOJI_START = 0x1f300;
const EMOJI_END = 0x1f6ff;

/** What a text is made of. */
export type TextMaker = (random: Random, characters: number) => string;

/** All of them, by name. */
export const DEAR_TEXTS: Readonly<Record<string, TextMaker>> = {
  ...Object.fromEntries(
    Object.entries(WORDS).map(([name, words]) => [name, (random: Random, characters: number) => {
      const gap = name === "Japanese" || name === "Chinese" ? "" : " ";
      return until(characters, () => pick(random, words) + (random() < 0.04 ? "\n" : gap));
    }]),
  ),
  ...MARKUP_TEXTS,
  emoji: (random, characters) =>
    until(
      characters,
      () => String.fromCodePoint(between(random, EMOJI_START, EMOJI_END)) + (random() < 0.1 ? " " : ""),
    ),
  JSON: (random, characters) =>
    until(characters, () =>
      JSON.stringify({
        id: between(random, 0, 99_999),
        name: pick(random, NAMES),
        ok: random() < 0.5,
        ratio: random(),
        tags: ["a", "b", null],
      }) + ","),
  base64: (random, characters) => base64(random, characters),
  hex: (random, characters) => hexadecimal(random, characters),
  "minified code": (random, characters) =>
    until(characters, () => {
      const name = () => pick(random, NAMES);
      return `function ${name()}(${name()},${name()}){var ${name()}=${name()}.length;return ${name()}&&!${name()}?` +
        `${name()}[${between(random, 0, 99)}]:"${pick(random, ["get", "set", "value", "node"])}"}`;
    }),
};

function until(characters: number, make: () => string): string {
  const pieces: string[] = [];
  for (let length = 0; length < characters;) {
    const piece = make();
    pieces.push(piece);
    length += piece.length;
  }
  return pieces.join("");
}
