/** The forms in which one secret may be written: as found, escaped, encoded, or as a part of what was found. */
import { Buffer } from "node:buffer";
import { decodeRun } from "./documents/markup_runs.ts";
import { decodeBase64 } from "./rules/judgement/base64_text.ts";

/** The secret as found, its decoded form if it was escaped, and both as addresses, JSON, XML and shells write them. */
export function formsOf(secret: string): string[] {
  return [...new Set(plainFormsOf(secret).flatMap((plain) => [plain, ...escapedForms(plain)]))];
}

/** The lines of a private key, because a single line reveals as much as the whole key. */
export function linesOfKey(key: string): string[] {
  const text = key.replace(/\\{1,4}[nr]/g, "\n");
  // In a diff each line begins with a sign that base64 has, too.
  const plain = /\n(?!\+)/.test(text) ? text : text.replaceAll("\n+", "\n");
  return plain.match(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,100}={0,2}(?![A-Za-z0-9+/=])/g) ?? [];
}

/** Fewer characters of base64 may be those of another text by chance. */
const MIN_BASE64_CHARACTERS = 10;

/**
 * The base64 forms of a secret, alone and inside longer texts. Base64 encodes three bytes at a time, so a secret
 * looks different after one or two other bytes.
 */
export function base64Forms(secret: string): string[] {
  const cores = plainFormsOf(secret).flatMap((plain) => [
    base64Of(plain),
    base64Of(`${plain}\n`),
    ...[0, 1, 2].map((before) => coreBehind(before, plain)),
  ]);
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]))]
    .filter((core) => core.length >= MIN_BASE64_CHARACTERS);
}

/** Without the characters that hold bits of what stands around. */
function coreBehind(before: number, plain: string): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(plain)]);
  const whole = Math.floor(bytes.length * 8 / 6);
  return bytes.toString("base64").slice(Math.ceil(before * 8 / 6), whole);
}

/** What may be the secret itself. */
function plainFormsOf(secret: string): string[] {
  const decoded = textOfBase64(secret);
  const beforeEnd = decoded?.replace(/\r?\n$/, "");
  const password = beforeEnd === undefined ? undefined : /^[^\s:]{1,64}:(\S+)$/.exec(beforeEnd)?.[1];
  const forms = [
    secret,
    decodePercent(secret),
    beforeEnd,
    password,
    ...unescaped(secret),
    ...partsOf(secret),
  ];
  return [...new Set(forms.filter((form) => form !== undefined))];
}

const OTHER_SETTING = /^([^,;&]{4,})[,;&][A-Za-z_][\w.-]{0,80}=/;
const USER_OR_TYPE = /^[\w.@+-]{1,64}:([^\s:]{4,})$/;
const COLOURED = /^(?:\[[0-9;]{1,8}m)?([^[\s]{4,})\[[0-9;]{0,8}m$/;
const OPERATOR = /^[-=?+]([^\s]{4,})$/;
const CLOSING = /^(.{4,}?)(?:\{[a-z]{2,12}\}|[`'"*.,;:)\]}]){1,8}$/;

/** What is taken out may be too much: with the next setting, the user's name or a bracket the secret stands nowhere else. */
function partsOf(secret: string): string[] {
  const parts: string[] = [];
  let part = secret;
  for (const pattern of [OTHER_SETTING, COLOURED, OPERATOR, USER_OR_TYPE, CLOSING]) {
    part = pattern.exec(part)?.[1] ?? part;
    if (part !== (parts.at(-1) ?? secret)) parts.push(part);
  }
  return parts;
}

/** The secret as programs read it that resolve escapes. */
function unescaped(secret: string): string[] {
  const forms: string[] = [];
  if (secret.includes("\\")) {
    const inShell = secret.replaceAll("'\\''", "'");
    forms.push(
      inShell.replace(
        /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g,
        (_, unit?: string, byte?: string, sign = "") =>
          sign === "" ? String.fromCharCode(Number.parseInt(unit ?? byte ?? "", 16)) : sign,
      ),
    );
  }
  // Without any of them it is the secret itself, which counts once.
  forms.push(
    decodeRun(secret, { start: 0, end: secret.length, isContent: true, encoding: "delicate" }).text,
    secret.replaceAll(`'"'"'`, "'").replaceAll("''", "'").replaceAll('""', '"'),
  );
  return forms;
}

/** The secret as other programs write it. Nearly always there is nothing to escape. */
function escapedForms(plain: string): string[] {
  if (/^[\w.~-]*$/.test(plain)) return [];
  const json = JSON.stringify(plain).slice(1, -1);
  const forms = [
    json,
    JSON.stringify(json).slice(1, -1),
    json.replace(/[<>&']|[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
    plain.replace(/[<>&"]/g, (sign) => `&${REFERENCE_NAMES[sign]};`),
    plain.replaceAll("'", "'\\''"),
    plain.replace(/["$\\`]/g, "\\$&"),
    plain.replace(/[^\w%+,./:=@\u0080-\uffff-]/g, "\\$&"),
  ];
  if (plain.isWellFormed()) {
    const percent = encodeURIComponent(plain);
    const strict = percent.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    forms.push(
      ...[percent, strict].flatMap((form) => [form, form.replace(/%../g, (code) => code.toLowerCase())]),
      encodeURIComponent(percent),
      encodeURIComponent(strict),
      strict.replaceAll("%20", "+"),
    );
  }
  return forms;
}

const REFERENCE_NAMES: Readonly<Record<string, string>> = { "<": "lt", ">": "gt", "&": "amp", '"': "quot" };

/** What printable text base64 stands for; undefined where it is something else. */
function textOfBase64(text: string): string | undefined {
  const decoded = text.length < MIN_BASE64_CHARACTERS || /\s/.test(text) ? undefined : decodeBase64(text);
  return decoded !== undefined && /^[\x20-\x7e]+(?:\r?\n)?$/.test(decoded) ? decoded : undefined;
}

function base64Of(text: string): string {
  return Buffer.from(text).toString("base64");
}

function decodePercent(text: string): string | undefined {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
