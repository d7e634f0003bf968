import assert from "node:assert/strict";
import fc from "fast-check";
import {
  astralCosts,
  BLOCK_BITS,
  COST_UNIT,
  PAIR_COST,
  unitCosts,
} from "../../../../lib/preprocess/tokens/character_costs.ts";
import { COST_OFFSET, moveTable, unitColumns } from "../../../../lib/preprocess/tokens/token_automaton.ts";
import { estimateTokens } from "../../../../lib/preprocess/tokens/tokens.ts";
import * as tables from "../../../../lib/preprocess/tokens/token_tables.ts";
import {
  base64,
  hexadecimal,
  prose,
  sourceCode,
  terminalOutput,
} from "../../../../tools/bench/generate_text.ts";
import { between, pick, seededRandom } from "../../../../tools/bench/random.ts";
import { countTokens } from "../../../../tools/bench/tokens.ts";

const count = (text: string) => Math.max(...Object.values(countTokens(text)));
const random = seededRandom(11);

const JAPANESE =
  "請求書の取り込みで金額が千倍になっていた。小数点の扱いを修正し、テストを追加した。「1.234」は曖昧なので拒否する。エラーメッセージに行番号を含めること。サーバーの設定ファイルを確認してください。";
const CHINESE =
  "导入发票时金额差了一千倍。我们修改了小数点的处理方式，并添加了测试。因为“1.234”有歧义，所以必须拒绝。请检查服务器的配置文件，然后重新运行所有测试。";
const RUSSIAN =
  "При импорте счетов сумма оказалась больше в тысячу раз. Мы исправили разбор разделителей и добавили тесты. Строку «1.234» нельзя понять однозначно, поэтому она отклоняется. Проверьте файл настроек сервера и запустите проверки ещё раз. ";
const GERMAN =
  "Beim Einlesen der Rechnungen war der Betrag um den Faktor tausend zu groß. Die Überprüfung der Trennzeichen wurde geändert, und die Buchhaltung erhält eine Fehlermeldung mit Zeilennummer. ";
const KOREAN =
  "청구서를 가져올 때 금액이 천 배로 늘어났다. 소수점 처리를 수정하고 테스트를 추가했다. 서버 설정 파일을 확인한 다음 모든 테스트를 다시 실행해 주세요. ";
/** Sentences in scripts of which the vocabularies hold letters, first bytes of letters, or neither. */
const SENTENCES: Readonly<Record<string, string>> = {
  Arabic:
    "عند استيراد الفواتير كان المبلغ أكبر بألف مرة، فقمنا بتعديل معالجة الفاصلة العشرية وأضفنا الاختبارات. يرجى التحقق من ملف إعدادات الخادم. ",
  Persian:
    "هنگام وارد کردن صورت‌حساب‌ها مبلغ هزار برابر شده بود. پردازش ممیز را درست کردیم و آزمون افزودیم. لطفاً پروندهٔ تنظیمات کارساز را بررسی کنید. ",
  Hebrew:
    "בעת ייבוא החשבוניות הסכום היה גדול פי אלף. תיקנו את הטיפול בנקודה העשרונית והוספנו בדיקות. נא לבדוק את קובץ ההגדרות של השרת. ",
  Greek:
    "Κατά την εισαγωγή των τιμολογίων το ποσό ήταν χίλιες φορές μεγαλύτερο. Διορθώσαμε την υποδιαστολή και προσθέσαμε δοκιμές. ",
  Hindi:
    "चालान आयात करते समय राशि हज़ार गुना हो गई थी। हमने दशमलव बिंदु की प्रक्रिया बदली और परीक्षण जोड़े। कृपया सर्वर की फ़ाइल जाँचें। ",
  Bengali: "চালান আমদানি করার সময় পরিমাণ হাজার গুণ হয়ে গিয়েছিল। আমরা দশমিক বিন্দুর প্রক্রিয়া বদলেছি এবং পরীক্ষা যোগ করেছি। ",
  Tamil:
    "விலைப்பட்டியலை இறக்குமதி செய்யும்போது தொகை ஆயிரம் மடங்கு அதிகமானது. தசமப் புள்ளியைத் திருத்தி சோதனைகளைச் சேர்த்தோம். ",
  Thai:
    "เมื่อนำเข้าใบแจ้งหนี้ จำนวนเงินมากขึ้นพันเท่า เราได้แก้ไขการจัดการจุดทศนิยมและเพิ่มการทดสอบ กรุณาตรวจสอบไฟล์ตั้งค่าของเซิร์ฟเวอร์ ",
  Georgian:
    "ინვოისების იმპორტისას თანხა ათასჯერ გაიზარდა. ჩვენ შევცვალეთ ათწილადის დამუშავება და დავამატეთ ტესტები. ",
  Burmese: "ငွေတောင်းခံလွှာများ တင်သွင်းရာတွင် ပမာဏသည် အဆတစ်ထောင် ပိုများနေသည်။ ဆာဗာ၏ ဖိုင်ကို စစ်ဆေးပါ။ ",
  Amharic: "ደረሰኞችን ስናስገባ መጠኑ ሺህ እጥፍ ሆኖ ነበር። የአስርዮሽ ነጥቡን አስተካክለን ሙከራዎችን ጨምረናል። ",
  "traditional Chinese":
    "匯入發票時金額差了一千倍。我們修改了小數點的處理方式，並新增了測試。請檢查伺服器的設定檔，然後重新執行所有測試。",
};

/** With joiners, skin tones, variation selectors, flags and key caps. */
const EMOJI = ["👨‍👩‍👧", "👍🏽", "❤️", "👩🏿‍💻", "🏳️‍🌈", "✅", "⚠️", "🚀", "🔥", "1️⃣", "🇩🇪", "🔧", "🙏🏻", "🤷🏽‍♀️", "😂"];

function minified(): string {
  const name = () => pick(random, ["a", "b", "c", "t", "n", "e", "fn", "o", "r", "i"]);
  return Array.from(
    { length: 900 },
    () =>
      `function ${name()}(${name()},${name()}){var ${name()}=${name()}.length;return ${name()}&&!${name()}?${name()}[${
        between(random, 0, 99)
      }]:"${pick(random, ["get", "set", "value", "node"])}"}`,
  ).join("");
}

const samples: Readonly<Record<string, string>> = {
  "English prose": prose(random, 60_000),
  "Japanese": JAPANESE.repeat(250),
  "Chinese": CHINESE.repeat(300),
  "Russian": RUSSIAN.repeat(150),
  "German": GERMAN.repeat(200),
  "Korean": KOREAN.repeat(300),
  ...Object.fromEntries(Object.entries(SENTENCES).map(([name, text]) => [name, text.repeat(100)])),
  "emoji sequences": Array.from({ length: 3000 }, () => EMOJI[between(random, 0, EMOJI.length - 1)]).join(""),
  "emoji among words": Array.from(
    { length: 1500 },
    () => `${EMOJI[between(random, 0, EMOJI.length - 1)]} fixed the parser\n`,
  ).join(""),
  "source code": sourceCode(random, 60_000),
  "minified code": minified(),
  "terminal output": terminalOutput(random, 60_000),
  "JSON": JSON.stringify(
    Array.from(
      { length: 900 },
      (_, id) => ({ id, name: prose(random, 12), ok: true, ratio: random(), tags: ["a", "b"] }),
    ),
  ),
  "indented JSON": JSON.stringify(
    Array.from({ length: 500 }, (_, id) => ({ id, nested: { values: [1, 2, 3], none: null } })),
    null,
    2,
  ),
  "base64": base64(random, 50_000),
  "hexadecimal": hexadecimal(random, 50_000),
  "UUIDs": Array.from({ length: 1200 }, () => crypto.randomUUID()).join("\n"),
  "numbers": Array.from({ length: 9000 }, () => between(random, 0, 999_999)).join(", "),
  "a diff": sourceCode(random, 40_000).replaceAll(/^/gm, "+"),
  "XML": sourceCode(random, 40_000).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(
    /^.+$/gm,
    '<param name="x">$&</param>',
  ),
};

for (const [name, text] of Object.entries(samples)) {
  Deno.test(`the estimate of ${name} is not below the tokenizers, and at most a third above`, () => {
    const estimate = estimateTokens(text);
    const actual = count(text);
    assert.ok(estimate >= actual, `${estimate} < ${actual}`);
    // A part is cut at the estimate: a third more would leave it three quarters full.
    assert.ok(estimate <= actual * 4 / 3, `${estimate} > ${actual} by ${(estimate / actual).toFixed(2)}`);
  });
}

const hostile: Readonly<Record<string, string>> = {
  "random letters": Array.from({ length: 20_000 }, () => String.fromCharCode(97 + between(random, 0, 25)))
    .join(""),
  "random punctuation": Array.from(
    { length: 20_000 },
    () => pick(random, ["!", "]", ";", "<", "{", "(", "|", "'", "\\", "="]),
  ).join(""),
  "random Han": Array.from({ length: 9_000 }, () => String.fromCharCode(between(random, 0x4e00, 0x9fff)))
    .join(""),
  "random Hangul": Array.from({ length: 9_000 }, () => String.fromCharCode(between(random, 0xac00, 0xd7a3)))
    .join(""),
  "random symbols": Array.from({ length: 9_000 }, () => String.fromCharCode(between(random, 0x2000, 0x2bff)))
    .join(""),
  "emoji": Array.from({ length: 9_000 }, () => String.fromCodePoint(between(random, 0x1f300, 0x1f6ff))).join(
    "",
  ),
  "one letter": "H".repeat(20_000),
  "one sign": "[".repeat(20_000),
  "spaces": " ".repeat(20_000),
  "tabs and newlines": "\t\n".repeat(10_000),
  "a drawn line": "─".repeat(5_000),
};

for (const [name, text] of Object.entries(hostile)) {
  Deno.test(`the estimate of ${name} is not below the tokenizers`, () => {
    assert.ok(estimateTokens(text) >= count(text), `${estimateTokens(text)} < ${count(text)}`);
  });
}

Deno.test("the lists of single tokens are what the tokenizers say", () => {
  for (
    const list of [
      tables.SINGLE_TOKEN_HAN,
      tables.SINGLE_TOKEN_HANGUL,
      tables.SINGLE_TOKEN_KANA,
      tables.SINGLE_TOKEN_LETTERS,
      tables.SINGLE_TOKEN_SYMBOLS,
    ]
  ) {
    for (const character of list) assert.equal(count(character), 1, character);
  }
  for (let at = 0; at < tables.SINGLE_TOKEN_PAIRS.length; at += 2) {
    const pair = tables.SINGLE_TOKEN_PAIRS.slice(at, at + 2);
    assert.equal(countTokens(pair).claude, 1, pair);
  }
});

Deno.test("characters that don't merge are estimated at the tokens that each has alone", () => {
  const tooFew: string[] = [];
  // Each block of 64 has some: 23 is no divisor of it.
  for (let code = 0x530; code < 0x21000; code += 23) {
    const merges = (code >= 0x10a0 && code < 0x1100) || (code >= 0x3040 && code < 0x3100);
    const text = String.fromCodePoint(code);
    if ((code >= 0xd800 && code < 0xe000) || merges || tables.SINGLE_TOKEN_SYMBOLS.includes(text)) continue;
    if (estimateTokens(text.repeat(99)) < 99 * count(text)) tooFew.push(code.toString(16));
  }
  assert.deepEqual(tooFew, []);
});

Deno.test("the characters of two tokens are those of the listed blocks", () => {
  const isListed = (code: number) =>
    tables.TWO_TOKEN_BLOCKS.split(" ").some((range) => {
      const [first = 0, last = 0] = range.split("-").map((point) => Number.parseInt(point, 16));
      return code >= first && code <= last;
    });
  let others = 0;
  let seen = 0;
  for (let code = 0x800; code < 0x21000; code += 23) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const tokens = count(String.fromCodePoint(code));
    seen++;
    if (isListed(code)) assert.ok(tokens <= 2, code.toString(16));
    else if (tokens < 3) others++;
  }
  // Where the first byte is a token by itself and the others are one together.
  assert.ok(others < seen / 100, `${others} of ${seen}`);
});

Deno.test("a text of megabytes is estimated like its pieces, characters of two units included", () => {
  const text = "🚀 数据 wurde geändert; ";
  const once = estimateTokens(text.repeat(1000)) / 1000;
  const often = estimateTokens(`x${text.repeat(200_000)}`) / 200_000;
  assert.ok(Math.abs(often - once) < 0.01, `${often} and ${once}`);
});

Deno.test("the estimate of a text is not above the sum of its lines' estimates", () => {
  const text = samples["source code"] ?? "";
  const sum = text.split("\n").reduce((total, line) => total + estimateTokens(`${line}\n`), 0);
  assert.ok(estimateTokens(text) <= sum);
});

const [moves, columns, costs, astral] = [moveTable(), unitColumns(), unitCosts(), astralCosts()];
const pairs = new Set(tables.SINGLE_TOKEN_PAIRS.match(/[^]{2}/g));

/** Unit by unit, as `assembly/preprocess/part_markup/token_count.ts` counts from four places at once. */
function estimateOneByOne(text: string): number {
  let row = 0;
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const move = moves[(row + (columns[unit] ?? 0)) / 4] ?? 0;
    row = move >>> 14;
    sum += move % (1 << 14) - COST_OFFSET;
    const pair = text.slice(at, at + 2);
    if (/[\ud800-\udbff][\udc00-\udfff]/.test(pair)) {
      sum += astral[(pair.codePointAt(0) ?? 0) >> BLOCK_BITS] ?? 0;
    } else if (pairs.has(pair)) {
      sum += PAIR_COST;
    } else {
      if (unit >= 128) sum += costs[unit] ?? 0;
      continue;
    }
    at++;
  }
  return Math.ceil(sum / COST_UNIT * 1.03);
}

Deno.test("words that are counted beside each other cost what they cost one after the other", () => {
  const unit = fc.constantFrom(
    ...[
      "word ",
      "HTTPServer",
      "bcdfghjk",
      "x1234",
      "  ",
      " ",
      "\n",
      " \n",
      "\t ",
      "=====",
      "() =>",
      "&lt;",
      "\u001b",
    ],
    ...["é", "日本", "你好 ", "Привет", "🌊", "👍🏽", " →", "\ufffe", tables.SINGLE_TOKEN_PAIRS.slice(0, 40)],
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 300, size: "max" }), (units) => {
      const text = units.join("");
      assert.equal(estimateTokens(text), estimateOneByOne(text));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("a text longer than what is counted at once costs the same, but for a pair at the border", () => {
  const text = "word after word, ".repeat(10_000);
  assert.equal(estimateTokens(text), estimateOneByOne(text));
  const pairs = `x${"🌊".repeat(50_000)}`;
  const [estimate, exact] = [estimateTokens(pairs), estimateOneByOne(pairs)];
  assert.ok(estimate >= exact && estimate < exact * 1.001, `${estimate}, ${exact}`);
});
