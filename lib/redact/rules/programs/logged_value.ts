/** What messages of programs say of a secret, with the secret in them: `invalid value 'X' for '--token <TOKEN>'`, `Decoded: ada:X`. */
import type { Report } from "../../finding.ts";
import { literalValue } from "../named/assigned_value.ts";
import { isChosenWords } from "../judgement/chosen_words.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { finder } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportNamed, reportPassword } from "../report.ts";
import { lineStartWithin } from "../shown_lines.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";
import { looksTold } from "../spoken/spoken_value.ts";

const VALUE = String.raw`(["'])([^"'\n]{4,512})\1`;

const OF_OPTION = new RegExp(
  String
    .raw`(?:nvalid|nexpected) value:? ${VALUE}(?:,? for (?:(?:the )?(?:option|argument) )?["'\x60]?--([a-z][\w-]{1,40}))?`,
  "y",
);
const OPTION_BEFORE = /--([a-z][\w-]{1,40}): [IiUu]$/;

/** `invalid value 'X' for '--token <TOKEN>'`, `argument --token: invalid value: 'X'` */
function findOfOption(text: string, at: number, report: Report): void {
  OF_OPTION.lastIndex = at;
  const match = OF_OPTION.exec(text);
  if (match === null) return;
  const [whole, quote = "", value = "", behind] = match;
  const name = behind ?? OPTION_BEFORE.exec(text.slice(Math.max(0, at - 50), at))?.[1] ?? "";
  const nameClass = classifyName(name);
  const start = at + whole.indexOf(`${quote}${value}`) + 1;
  if (announcesSecret(nameClass) && looksSecret(name, nameClass, literalValue(start, value))) {
    reportNamed(report, nameClass, { start, end: start + value.length });
  }
}

const REFUSED = /(?:nvalid|nknown|xpired) (?:\w{1,12} )?token:? (["'`])([^"'`\n]{16,512})\1/y;

/** `Invalid token "X" for user ada`; what parsers call so is shorter, and no mess. */
function findRefused(text: string, at: number, report: Report): void {
  REFUSED.lastIndex = at;
  const value = REFUSED.exec(text)?.[2];
  if (value === undefined || !looksTold(value, { isQuoted: true, noun: "token" })) return;
  const end = REFUSED.lastIndex - 1;
  reportKey(report, { start: end - value.length, end });
}

const WITH_HASH = new RegExp(
  String
    .raw`(?:omparing|hecking|erifying) (?:password )?${VALUE} (?:with|to|against) (?:\w{1,12} ){0,3}(?:hash|password|digest)\b`,
  "y",
);

/** `comparing "X" with hash` */
function findWithHash(text: string, at: number, report: Report): void {
  WITH_HASH.lastIndex = at;
  const [whole = "", quote = "", value = ""] = WITH_HASH.exec(text) ?? [];
  if (/^[0-9a-f]*$/.test(value) || !isPassword(value)) return;
  const start = at + whole.indexOf(`${quote}${value}`) + 1;
  reportPassword(report, { start, end: start + value.length });
}

const DECODED =
  /ecod(?:e[ds]|ing gives) ?(?:(?:as|to|value|text|auth|header)\b ?)?:? ?["'`]?[A-Za-z_][\w.@+-]{0,63}:([^\s"'`:/]{6,128})(?=["'`.]{0,2}(?:\s|$))/y;

/** `Decoded: ada:X`, "the header decodes to `ada:X`" */
function findDecoded(text: string, at: number, report: Report): void {
  DECODED.lastIndex = at;
  const value = DECODED.exec(text)?.[1];
  if (value === undefined || !isPassword(value)) return;
  const end = DECODED.lastIndex;
  reportPassword(report, { start: end - value.length, end });
}

const CRACKED_LINES = 20;
const LINE_CHARACTERS = 400;

/** What programs that guess passwords show above their own state: `<hash>:X`, `X  (ada)`, `ada:X:1000:…`. */
function crackedFinder(line: RegExp): Keyword["visit"] {
  return (text, at, report) => {
    let end = lineStartWithin(text, at, LINE_CHARACTERS) - 1;
    for (let count = 0; count < CRACKED_LINES && end > 0; count++) {
      const head = text.slice(Math.max(0, end - LINE_CHARACTERS), end);
      const start = end - head.length + head.lastIndexOf("\n") + 1;
      const shown = text.slice(start, end).trimEnd();
      const password = line.exec(shown)?.[1];
      if (password === undefined && shown !== "") return;
      if (password !== undefined) {
        const from = start + shown.indexOf(password, shown.indexOf(":") + 1);
        reportPassword(report, { start: from, end: from + password.length });
      }
      end = start - 1;
    }
  };
}

const CREATED =
  /reated [^\n]{0,60}\b(?:[Tt]oken|[Kk]ey|[Ss]ecret)\b[^\n]{0,60}\r?\n(?:[ \t]*\r?\n)?[ \t]{1,8}(?:[0-9a-z-]{4,36} {1,8})?([A-Za-z0-9_+/.-]{24,256}={0,2})[ \t]*(?=\r?\n|$)/y;

/** `Created API key "ci"`, and the key below it, with its id before it. */
function findCreated(text: string, at: number, report: Report): void {
  CREATED.lastIndex = at;
  const [whole = "", value = ""] = CREATED.exec(text) ?? [];
  if (!looksRandom(value) || !looksTold(value, { isQuoted: true, noun: "token" })) return;
  const end = at + whole.trimEnd().length;
  reportKey(report, { start: end - value.length, end });
}

function isPassword(value: string): boolean {
  return isChosenStrictly(value) || isChosenWords(value);
}

/** The words that the messages have in common. */
export const MESSAGE_KEYWORDS: readonly Keyword[] = [
  ...["nvalid value", "nexpected value"].map((keyword) => ({ keyword, visit: findOfOption })),
  ...["nvalid token", "nknown token", "xpired token"].map((keyword) => ({ keyword, visit: findRefused })),
  ...["omparing ", "hecking '", 'hecking "'].map((keyword) => ({ keyword, visit: findWithHash })),
  ...["ecoded: ", "ecodes to ", "ecoded to ", "ecoding gives "].map((keyword) => ({
    keyword,
    visit: findDecoded,
  })),
  {
    keyword: "Session...",
    visit: crackedFinder(/^(?:[0-9a-fA-F]{16,128}|\$[\w$./,=+*-]{20,300}):(\S{4,64})$/),
  },
  { keyword: "g 0:00:0", visit: crackedFinder(/^(\S{4,64}) {2,}\([\w.@-]{1,64}\)$/) },
  { keyword: " cracked, ", visit: crackedFinder(/^[\w.@-]{1,64}:([^\s:]{4,64})(?::[^\s]{0,200})?$/) },
  { keyword: "reated API key", visit: findCreated },
  {
    keyword: "ey created: ",
    visit: finder(
      /ey created: ["'`]?([A-Za-z0-9_+/.-]{20,256}={0,2})(?=["'`]?(?:\s|$))/y,
      looksRandom,
      reportKey,
    ),
  },
];
