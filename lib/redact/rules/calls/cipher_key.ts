/**
 * Keys of ciphers as code holds them: in hexadecimal or base64 behind what makes bytes of them, or as a list of bytes. The
 * name that they are given is often `key` alone, as those of tables are, too.
 */
import { type Report, WEIGHT } from "../../finding.ts";
import { valueAt } from "../named/assigned_value.ts";
import { type Call, isSigningKey, type Judge } from "./call_judges.ts";
import { reportKey } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";

/** As many bytes as keys of ciphers have. */
const KEY_SIZES: ReadonlySet<number> = new Set([16, 24, 32, 48, 64]);

/** As many bytes as a key has, none of which count up or are mostly the same. */
export function areKeyBytes(numbers: readonly number[]): boolean {
  if (!KEY_SIZES.has(numbers.length)) return false;
  const steps = new Set(numbers.slice(1).map((byte, index) => (byte - (numbers[index] ?? 0)) & 0xff));
  return steps.size > numbers.length / 4 && new Set(numbers).size >= numbers.length / 2;
}

const BASE64 = /^[A-Za-z0-9+/_-]{22,86}={0,2}$/;

/** A key in hexadecimal, or of 32 or 64 bytes in base64. */
function isEncodedKey(text: string): boolean {
  if (/^[0-9a-fA-F]+$/.test(text)) {
    return areKeyBytes((text.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)));
  }
  return BASE64.test(text) && /^(?:.{43}=?|.{86}(?:==)?)$/.test(text) && /[0-9]/.test(text) &&
    /[a-z]/.test(text) && /[A-Z]/.test(text);
}

/** So much of a line tells what the bytes are. */
const LINE_CHARACTERS = 160;

const CALLED = /^>? ?(?:await )?[[({&*]{0,3}(?:new )?[\w.:!]{0,60}$/;
const NAME = /([A-Za-z_][\w.-]{0,60})["'\]]{0,2}(?:, ?[A-Za-z_]{1,8})?(?: ?: ?[^=\n"'(){}:]{1,40})? ?:?$/;

/** What the result of a call is named. */
function nameOfResult({ text, open }: Call): string {
  const head = text.slice(Math.max(0, open - LINE_CHARACTERS), open);
  const line = head.slice(head.lastIndexOf("\n") + 1);
  const sign = Math.max(line.lastIndexOf("="), line.lastIndexOf(": "));
  if (sign === -1 || !CALLED.test(line.slice(sign + 1))) return "";
  return NAME.exec(line.slice(0, sign))?.[1] ?? "";
}

const KEY_NAME = /(?:^|[_.a-z])(?:key|KEY|Key|seed|SEED|Seed|psk|PSK)[0-9]{0,2}$/;
const OTHER_KEY =
  /(?:pub|public|verify|verifying|verification|cache|partition|row|sort|primary|foreign|group|map|dict|hash|test|expected)_?(?:key|seed)[0-9]{0,2}$/i;

/** `key`, `aesKey`, `SECRET`; none that is published, and none of a table. */
export function isKeyName(name: string): boolean {
  return !OTHER_KEY.test(name) && (announcesSecret(classifyName(name)) || KEY_NAME.test(name));
}

/** `key = bytes.fromhex("X")`, `key, _ := hex.DecodeString("X")`, `let key = hex!("X")` */
export const decodedKey: Judge = (call) => {
  const [first] = call.all;
  if (first === undefined || !isEncodedKey(first.text) || !isKeyName(nameOfResult(call))) return;
  reportKey(call.report, first);
};

/** `var key = Encoding.UTF8.GetBytes("X")`: a text that a key is made of */
export const bytesOfKey: Judge = (call) => {
  const [first] = call.all;
  if (first === undefined || !isKeyName(nameOfResult(call)) || !isSigningKey(first, call, 0)) return;
  reportKey(call.report, first);
};

const NAMED_TEXT = /([A-Za-z_]\w{0,60}) ?= ?"([^"\\\n]{8,128})"\.getBytes$/;

/** `byte[] key = "X".getBytes()` */
export const textOfKey: Judge = (call) => {
  const head = call.text.slice(Math.max(0, call.open - LINE_CHARACTERS), call.open);
  const [, name = "", text = ""] = NAMED_TEXT.exec(head) ?? [];
  const start = call.open - head.length + head.lastIndexOf(text);
  const argument = { start, end: start + text.length, text };
  if (text !== "" && isKeyName(name) && isSigningKey(argument, call, 0)) reportKey(call.report, argument);
};

const BYTES =
  /\(\s{0,20}(?:new byte\[\] ?)?[[{]?\s{0,40}((?:(?:0x[0-9A-Fa-f]{1,2}|[0-9]{1,3})\s{0,40},\s{0,40}){15,63}(?:0x[0-9A-Fa-f]{1,2}|[0-9]{1,3})),?\s{0,40}[\]})]/y;
const KEY_IN_REMARK = /^\)?;?[ \t]{0,8}(?:\/\/|#|\/\*)[^\n]{0,60}\b(?:key|secret)\b/i;

/** `const key = Uint8Array.from([18, 52, …])`, also with a remark that says what it is. */
export const listedBytes: Judge = (call) => {
  const { text, open, report } = call;
  BYTES.lastIndex = open;
  const [whole = "", bytes = ""] = BYTES.exec(text) ?? [];
  if (bytes === "" || !areKeyBytes((bytes.match(/\w+/g) ?? []).map(Number))) return;
  const end = open + whole.length;
  if (!isKeyName(nameOfResult(call)) && !KEY_IN_REMARK.test(text.slice(end, end + 100))) return;
  const start = open + whole.lastIndexOf(bytes);
  report({ start, end: start + bytes.length, kind: "private-key", weight: WEIGHT.context });
};

const OF_CIPHER =
  /\b(?:iv|IV|nonce|salt)\b|cipher|AES|aes|[eE]ncrypt|[dD]ecrypt|[hH]mac|HMAC|[cC]ha[cC]ha|secretbox/;
const AROUND_CHARACTERS = 200;

/** `iv = "…"; key = "X"`: where something is enciphered a name of one word says enough. */
export function findCipherKey(text: string, name: string, position: number, report: Report): void {
  if (!KEY_NAME.test(name) || !/[ "'`]/.test(text.charAt(position))) return;
  const value = valueAt(text, position);
  if (value === undefined || value.terminator === "" || !isEncodedKey(value.text)) return;
  const end = value.start + value.text.length;
  const isOfCipher = OF_CIPHER.test(text.slice(Math.max(0, position - AROUND_CHARACTERS), position)) ||
    OF_CIPHER.test(text.slice(end, end + AROUND_CHARACTERS));
  if (isOfCipher) reportKey(report, { start: value.start, end });
}
