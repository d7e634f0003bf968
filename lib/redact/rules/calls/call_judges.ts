/** How the arguments of calls are judged of which nothing but their place tells that they are secrets. */
import type { Report } from "../../finding.ts";
import { isAlgorithmName } from "../judgement/algorithm_name.ts";
import { literalValue } from "../named/assigned_value.ts";
import type { Argument } from "./call_arguments.ts";
import { reportCompared, reportShownAbove } from "../named/compared_value.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike, isUrlPassword } from "../judgement/given_value.ts";
import { isLikelyPassword } from "../judgement/likely_password.ts";
import { isLetterMess, isPassphrase } from "../judgement/passphrase.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportNamed, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { isAppPassword, looksSecret } from "../judgement/secret_value.ts";
import { isNoName } from "../spoken/spoken_value.ts";

/** A call that is looked at. */
export interface Call {
  readonly text: string;
  /** Where its bracket stands. */
  readonly open: number;
  readonly all: readonly Argument[];
  readonly report: Report;
}

/** Judges the arguments of a call. */
export type Judge = (call: Call) => void;
type Accept = (argument: Argument, call: Call, index: number) => boolean;

/** Reports the argument at an index, or at any of several, if it is a text that `accept` accepts. */
export function given(indices: number | readonly number[], accept: Accept, take = reportPassword): Judge {
  const each = typeof indices === "number" ? [indices] : indices;
  return (call) => {
    for (const index of each) {
      const argument = call.all[index];
      if (argument !== undefined && argument.text !== "" && accept(argument, call, index)) {
        take(call.report, argument);
      }
    }
  };
}

/** Accepts a password that follows its user's name. */
export const isPassword: Accept = ({ text }, { all }, index) =>
  (isChosen(text) && isUrlPassword(all[index - 1]?.text ?? "", text)) || isAppPassword(text) ||
  isLetterMess(text) || isTypedPassword(text);

/** A user and a password with a colon between, as they are encoded for HTTP: `btoa("u:X")`. */
export const login: Judge = ({ all: [first], report }) => {
  const [, user = "", password = ""] = /^([\w.@+-]{1,64}):([^\s:/][^\s]{3,127})$/.exec(first?.text ?? "") ??
    [];
  if (first === undefined || password === "") return;
  if (isChosen(password) && isUrlPassword(user, password) && !/[{}$%]\{|^\$/.test(password)) {
    reportPassword(report, { start: first.end - password.length, end: first.end });
  }
};

/** Accepts a password in calls that take other texts as well, such as modes and names of resources. */
export const isOnlyPassword: Accept = ({ text }) =>
  isChosenStrictly(text) || (/[0-9]{2}$/.test(text) && isPassphrase(text, 2)) ||
  isTypedPassword(text);

/** Of digits alone or of words: `48213377`, `coral-magnet-iguana`. */
function isTypedPassword(text: string): boolean {
  return /^[0-9]{6,12}$/.test(text) || isLikelyPassword(text);
}

/** Accepts a password in calls where a name of code is just as likely. */
export const isNoNameOfCode: Accept = ({ text }) => isChosenStrictly(text) && isNoName(text);

/** Accepts the password of a new account, after its user. Other things are registered with names of code. */
export const isOfAccount: Accept = ({ text }, { all }, index) =>
  /^[\w.@+-]{2,64}$/.test(all[index - 1]?.text ?? "") && (isNoName(text) || isLikelyPassword(text));

/**
 * Accepts a text that is hashed as a password, if it can be one. Template filters take the algorithm in the same
 * place.
 */
export const isHashed: Accept = ({ text }) =>
  !isAlgorithmName(text) && (isChosen(text) || isTypedPassword(text));

/** Accepts a signing key. People choose them as often as machines make them. */
export const isSigningKey: Accept = ({ text }) => isSigningText(text);

/** Accepts a signing key in calls that take other texts as well: none that is a name with a number. */
export const isNoNameOfKey: Accept = ({ text }) => isSigningText(text) && isChosenStrictly(text);

function isSigningText(text: string): boolean {
  if (isAlgorithmName(text)) return false;
  if (text.length < 8 || /^[A-Za-z]{2,8}-?[0-9]{2,4}$/.test(text)) return false;
  if (isChosen(text) || isLetterMess(text)) return true;
  const isOfWords = /^[a-z]{12,}$|^[a-z]{3,}(?:[-_ ][a-z]{3,}){1,7}$/.test(text) && text.length >= 12;
  return isOfWords && isGiven(text) && !/secret|key|token|test|demo|sample|private|public/i.test(text);
}

/** Accepts a key of any kind. */
export const isKey: Accept = ({ text }) => isKeyLike(text, 20);

/** Accepts the seed of one-time passwords, in base32. */
export const isSeed: Accept = ({ text }) => /^(?=[A-Z]*[2-7])[A-Z2-7]{16,64}={0,6}$/.test(text);

/** Accepts a random key, in calls where any other text may be an argument. */
export const isRandomKey: Accept = ({ text }) =>
  isKeyLike(text, 20) && looksRandom(text) && !/[:@]/.test(text);

/** Accepts a random key, which may be short, after the id of an account. */
export const isShortKey: Accept = ({ text }, { all }, index) =>
  isKeyLike(text, 16) && looksRandom(text) && !/[:@./]/.test(text) &&
  /^[A-Za-z0-9_-]{6,40}$/.test(all[index - 1]?.text ?? "");

/** Accepts a private key of a blockchain, in hexadecimal. */
export const isPrivateKey: Accept = ({ text }) => /^(?:0x)?[0-9a-fA-F]{64}$/.test(text);

/** `connect(host, 22, user, X)` and `connect(host, user, X)`. */
export const connect: Judge = (call) => {
  const port = call.all[1];
  const isPort = port !== undefined && /^\s*[0-9]{2,5}\s*$/.test(call.text.slice(port.start, port.end));
  const index = isPort ? 3 : 2;
  if ((call.all[index - 1]?.text ?? "") !== "") given(index, isOnlyPassword)(call);
};

/** Longest expression or line before that says which field is filled in. */
const FIELD_CHARACTERS = 160;
const FIELD =
  /pass(?:phrase|code)?\b|passw|pwd|secret|token(?!s?[-_ ]?(?:[Cc]ount|[Ll]imit|[Tt]ype|[Nn]ame))|\botp|\bpin\b|\bassw/i;

/** `fill("#password", "X")`, `getByLabel("Password").fill("X")`, `send_keys("X")` behind the field's name. */
export const typed: Judge = (call) => {
  const [first, second] = call.all;
  if (second !== undefined && second.text !== "") {
    // `type(getByLabelText(/password/i), "X")` names the field in code.
    const field = first === undefined ? "" : call.text.slice(first.start, first.end);
    if (FIELD.test(field)) given(1, isOnlyPassword)(call);
    return;
  }
  const head = call.text.slice(Math.max(0, call.open - FIELD_CHARACTERS), call.open);
  const [line = "", above = ""] = head.split("\n").reverse();
  // `- fill`: what Playwright says that it did.
  const isField = FIELD.test(line) ||
    (/^\s*(?:[0-9]{1,6}[→\t])?(?:\w+\.\w+|-\s{1,4}fill)$/.test(line) && FIELD.test(above));
  if (isField) given(0, isOnlyPassword)({ ...call, all: call.all.map(withoutLineEnd) });
};

/** What is sent to a program ends with the key that a person presses. */
function withoutLineEnd(argument: Argument): Argument {
  const { length } = /(?:\\{1,3}[rn])*$/.exec(argument.text)?.[0] ?? "";
  return {
    ...argument,
    end: argument.end - length,
    text: argument.text.slice(0, argument.text.length - length),
  };
}

/** The same where a line that looks like no command is a password in any case. */
export const sent: Judge = (call) => {
  typed(call);
  given(0, ({ text }) => isLikelyPassword(text))(call);
};

const SIGNERS = /\(\s{0,20}(?:\{[^()[\]{}]{0,160}?keys["']?\s?:\s?)?\[([^[\]()]{1,400})\]/y;

/** `cookieSession({ keys: ["X", "Y"] })`, `new Keygrip(["X", "Y"])` */
export const signers: Judge = ({ text, open, report }) => {
  SIGNERS.lastIndex = open;
  const list = SIGNERS.exec(text)?.[1] ?? "";
  const from = SIGNERS.lastIndex - 1 - list.length;
  for (const { index, 2: key = "" } of list.matchAll(/(["'`])([^"'`\n]{8,256})\1/g)) {
    const start = from + index + 1;
    if (isSigningText(key)) reportKey(report, { start, end: start + key.length });
  }
};

/** `setProperty("db.password", "X")`: one argument is the name of the next one. */
export function named(index: number, valueIndex = index + 1): Judge {
  return ({ all, report }) => {
    const [name, value] = [all[index]?.text ?? "", all[valueIndex]];
    if (!/^[A-Za-z][A-Za-z0-9_.:-]{1,79}$/.test(name) || value === undefined || value.text === "") return;
    const nameClass = classifyName(name);
    // What is said about a password: a message of a check.
    if (/\s/.test(value.text) && !isPassphrase(value.text)) return;
    if (!announcesSecret(nameClass) || !looksSecret(name, nameClass, literalValue(value.start, value.text))) {
      return;
    }
    reportNamed(report, nameClass, value);
  };
}

const FOR_KEY = /^\s*forKey: ?"([A-Za-z][\w.-]{1,79})"\s*$/;

/** Swift's `set("X", forKey: "password")` */
export const forKey: Judge = ({ text, all: [value, key], report }) => {
  if (value === undefined || key === undefined || value.text === "") return;
  const name = FOR_KEY.exec(text.slice(key.start, key.end))?.[1] ?? "";
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass) || !looksSecret(name, nameClass, literalValue(value.start, value.text))) {
    return;
  }
  reportNamed(report, nameClass, value);
};

/** The first argument is the name of the second one. */
export const namedFirst = named(0);

/** The same for any argument and the next one: `Map.of("user", "u", "password", "X")`. */
export const pairs: Judge = (call) => call.all.slice(0, -1).forEach((_, index) => named(index)(call));

/** `Credentials("user", "X")`, `Credentials("realm", "host", "user", "X")` of sbt, or keys in any place. */
export const credentials: Judge = (call) => {
  given([0, 1, 2, 3], isRandomKey, reportKey)(call);
  const areTexts = call.all.every(({ text }) => text !== "");
  if (areTexts && (call.all.length === 2 || call.all.length === 4)) {
    given(call.all.length - 1, isPassword)(call);
  }
};

/** `"X".equals(password)` */
const LITERAL_BEFORE = /(["'])([^"'\\\n]{4,128})\1\.(?:not\.)?[A-Za-z]{1,24}$/;
const NAME_AT_END =
  /(?:^\s*(?:\[\]byte|String|str|Buffer\.from)\((?=[\w.-]+\)))?([A-Za-z_][\w.-]{0,60})(?:\(\)|(?<=^\s*(?:\[\]byte|String|str|Buffer\.from)\([\w.-]{1,61})\))?["'\]]{0,3}\s*$/;

/** Compared with the first argument, or with what the function belongs to: `password.equals("X")`, `strcmp(pw, "X")`. */
export const compared: Judge = ({ text, open, all, report }) => {
  const [first, second] = all;
  if (first === undefined) return;
  const head = text.slice(Math.max(0, open - FIELD_CHARACTERS), open);
  if (second === undefined && first.text === "" && first.end - first.start <= 60) {
    const literal = LITERAL_BEFORE.exec(head)?.[2];
    const own = NAME_AT_END.exec(text.slice(first.start, first.end))?.[1];
    if (literal === undefined || own === undefined) return;
    return reportCompared(own, open - head.length + head.lastIndexOf(literal), literal, report);
  }
  // `password.Equals("X", StringComparison.Ordinal)`
  const isOfSubject = second === undefined || (first.text !== "" && /\w\.Equals$/.test(head));
  const subjects = isOfSubject
    ? [head.replace(/\)?\.(?:(?:not|to|be|have|resolves)\.){0,3}[A-Za-z]{1,24}$/, "")]
    : all.slice(0, 3).map(({ start, end, text: literal }) => literal === "" ? text.slice(start, end) : "");
  const name = subjects.map((subject) => NAME_AT_END.exec(subject)?.[1] ?? "")
    .find((subject) => announcesSecret(classifyName(subject)));
  if (name === undefined) return;
  for (const { start, text: literal } of all.slice(0, 3)) {
    if (literal !== "") reportCompared(name, start, literal, report);
  }
  if (second === undefined) reportShownAbove(text, name, open, report);
};

/** `.sign(new TextEncoder().encode("X"))` */
export const signingText: Judge = (call) => {
  const line = call.text.slice(Math.max(0, call.open - 240), call.open).split("\n").at(-1) ?? "";
  if (/jwt|sign|verify|secret|hmac|key/i.test(line)) given(0, isSigningKey, reportKey)(call);
};

/** `[]byte("X")` where something is signed with it. */
export const judgeBytes: Judge = (call) => {
  const before = call.text.slice(Math.max(0, call.open - 200), call.open);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (line.endsWith("[]byte") && /jwt|hmac|secret|sign|cipher|aes/i.test(line)) {
    given(0, ({ text }) => isKeyLike(text, 16) || isPassphrase(text), reportKey)(call);
  }
};

/** `API(key="X", …)` */
const NAMED_KEY = /^\s*(?:\{ ?)?(?:api_?)?(?:key|token)\s?[=:]\s?(["'])([^"'\n]{20,256})\1/i;

export const namedKeys: Judge = ({ text, all, report }) => {
  for (const { start, end, text: literal } of all.slice(0, 2)) {
    if (literal !== "") continue;
    const [whole = "", , value = ""] = NAMED_KEY.exec(text.slice(start, end)) ?? [];
    if (value === "" || !isKeyLike(value, 20)) continue;
    reportKey(report, { start: start + whole.length - value.length - 1, end: start + whole.length - 1 });
  }
};

/** `require("twilio")(sid, "HEX")`: what is called has no name. */
export const judgeRequired: Judge = given([0, 1], ({ text }) => /^[0-9a-f]{32,64}$/.test(text), reportKey);

/** A pair of a user and a password. */
export const judgePair: Judge = given(1, isPassword);

/** In an address with a user before: `"postgres://u:" + quote("X")`, `Sprintf("postgres://u:%s@h", url.QueryEscape("X"))`. */
const IN_ADDRESS = /:\/\/[\w.%+-]{0,60}:(?:["'`]\s{0,4}(?:[+.&]|\|\|)|\$\{|[#{]\{?|%[sv]@|\{[0-9]?\}@)/;

/** What is escaped to stand in an address: the place there of a password, or the name that it gets. */
export const escapedText: Judge = (call) => {
  const head = call.text.slice(Math.max(0, call.open - 240), call.open);
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const isPlaced = IN_ADDRESS.test(line) || /pass(?:word|wd)?["'\]]{0,2} ?[:=]=? ?[\w.:]{0,40}$/i.test(line);
  if (isPlaced) given(0, ({ text }) => isChosen(text) || isLikelyPassword(text))(call);
};

/** Spring's way to give a user a password: `.password(encoder.encode("X"))`. Texts are encoded as often. */
export const encodedPassword: Judge = (call) => {
  const head = call.text.slice(Math.max(0, call.open - 160), call.open);
  if (/pass(?:word|wd)?|withUser|\bpwd/i.test(head.slice(head.lastIndexOf("\n") + 1))) {
    given(0, isHashed)(call);
  }
};

const FIELD_NAME = /([A-Za-z_]\w{1,60})(?: ?: ?[^=\n"'(){}]{1,40})? ?= ?[\w.]{0,40}$/;
const DEFAULT = /^\s*default(?:_factory)? ?= ?(?:lambda: ?)?(\\{0,3}["'])((?:(?!\1)[^\r\n]){4,256})\1\s*$/;

/** `password: str = field(default="X")`, of dataclasses and models. */
export const defaultOfField: Judge = ({ text, open, all, report }) => {
  const name = FIELD_NAME.exec(text.slice(Math.max(0, open - 160), open))?.[1] ?? "";
  const nameClass = classifyName(name);
  if (!announcesSecret(nameClass)) return;
  for (const { start, end } of all) {
    const [whole = "", quote = "", value = ""] = DEFAULT.exec(text.slice(start, end)) ?? [];
    if (value === "") continue;
    const first = start + whole.trimEnd().length - quote.length - value.length;
    if (looksSecret(name, nameClass, literalValue(first, value))) {
      reportNamed(report, nameClass, { start: first, end: first + value.length });
    }
  }
};

/** Of Pusher: its id, the key, which every page shows, and the secret. */
export const isPusherSecret: Accept = ({ text }) => /^[0-9a-f]{20}$/.test(text);

/** `connect("db", "kim", "X")`: texts alone, as settings have none. */
export const connectTexts: Judge = (call) => {
  if (call.all.length >= 3 && call.all.slice(0, 3).every(({ text }) => /^\S+$/.test(text))) {
    given(2, isOnlyPassword)(call);
  }
};
