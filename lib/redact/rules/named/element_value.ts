/** Secrets in elements of XML that are named for them: settings of Maven, property lists of Apple. */
import type { Report } from "../../finding.ts";
import { literalValue } from "./assigned_value.ts";
import { reportIfSecret } from "./assignment.ts";
import { isChosen } from "../judgement/given_value.ts";
import { isClearPasswordName, isLetterMess, isLoneWord, isPassphrase } from "../judgement/passphrase.ts";
import { looksLikePlaceholder } from "../judgement/placeholder.ts";
import { reportNamed } from "../report.ts";
import { mayEndSecretName } from "../judgement/secret_ending.ts";
import { isJoinedPictures } from "../judgement/picture_words.ts";
import { isMeantName } from "../judgement/told_password.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import { looksSecret } from "../judgement/secret_value.ts";

const CLOSING_TAG = /<\/(?:[A-Za-z0-9_-]{1,20}:)?([A-Za-z][A-Za-z0-9_.-]{1,60})>/y;

/** More than any such tag. */
const MAX_TAG_CHARACTERS = 100;

const CDATA = /<!\[CDATA\[(?:(?!\]\]>)[^\n])*\]\]>$/;

/** `<password>hunter2</password>`, as in Maven's settings. */
export function findElement(text: string, at: number, report: Report): void {
  // The quicker look turns down two of three.
  const nameEnd = text.slice(at, at + MAX_TAG_CHARACTERS).indexOf(">");
  if (nameEnd === -1 || !mayEndSecretName(text, at + nameEnd)) return;
  CLOSING_TAG.lastIndex = at;
  const written = CLOSING_TAG.exec(text)?.[1];
  if (written === undefined) return;
  const name = written === "Pass" && OF_LOGIN.test(text.slice(Math.max(0, at - 600), at))
    ? "password"
    : written;
  if (name === "key") return findInPropertyList(text, at, report);
  if (/^value$/i.test(name)) return findInParent(text, at, report);
  const nameClass = name === "master" ? "password" : classifyName(name);
  if (!announcesSecret(nameClass)) return;
  const head = text.slice(Math.max(0, at - 600), at).replace(
    CDATA,
    (whole) => `${" ".repeat(9)}${whole.slice(9, -3).replace(/[<>]/g, "_")}   `,
  );
  const open = head.lastIndexOf(">");
  if (open === -1) return;
  const value = head.slice(open + 1).trim();
  const isEncrypted = nameClass === "password" && OF_MAVEN.test(value);
  if (
    (name === "master" && !isEncrypted) || value.length < 4 || (looksLikePlaceholder(value) && !isEncrypted)
  ) return;
  const isMixed = isEncrypted || BASE64_TAG.test(head.slice(Math.max(0, open - 40), open + 1)) ||
    !/\s/.test(value) && /[0-9!$%&*+?@#^]/.test(value);
  const isSecret = nameClass === "weak"
    ? looksSecret(name, nameClass, literalValue(0, value))
    : isMixed || (nameClass === "password" && isWordOfSecret(text, name, value, at));
  if (!isSecret) return;
  const start = at - head.length + head.indexOf(value, open + 1);
  reportNamed(report, nameClass, { start, end: start + value.length });
}

/** FileZilla's; elsewhere the verdict of a test. */
const OF_LOGIN = /<(?:User|Logontype)>[^<\n]{1,80}<\/[^\0]{0,300}$|<Pass encoding="base64">[^<\s]{4,400}$/;
const BASE64_TAG = /^[^\0]{0,40}<Pass(?:word)? encoding="base64">$/i;

/** Encrypted with a master password, which Maven keeps beside it. */
const OF_MAVEN = /^\{[A-Za-z0-9+/]{16,400}={0,2}\}$/;

const VALUE_OF =
  /<([A-Za-z][\w.-]{1,60})(?: [^<>]{0,80})?>\s{0,40}<[Vv]alue(?: [^<>]{0,80})?>([^<>\s]{4,256})$/;

/** `<Password><Value>hunter2</Value>`, as in answers for the setup of Windows. */
function findInParent(text: string, at: number, report: Report): void {
  const [, name = "", value = ""] = VALUE_OF.exec(text.slice(Math.max(0, at - 500), at)) ?? [];
  const nameClass = classifyName(name);
  // Windows writes stars into answers that it has used.
  if (value === "" || value.startsWith("*") || !announcesSecret(nameClass)) return;
  const isSecret = nameClass === "password"
    ? isChosen(value)
    : looksSecret(name, nameClass, literalValue(0, value));
  if (isSecret) reportNamed(report, nameClass, { start: at - value.length, end: at });
}

/** Words, or letters that are none; a word alone beside the user's name. */
function isWordOfSecret(text: string, name: string, value: string, at: number): boolean {
  if (!isClearPasswordName(name)) return false;
  if (isLetterMess(value) || isPassphrase(value) || isMeantName(value) || isJoinedPictures(value)) {
    return true;
  }
  return isLoneWord(value) && /<(?:user(?:name)?|login)>/i.test(text.slice(Math.max(0, at - 200), at + 200));
}

const PROPERTY = /<\/key>(?:\s|[0-9]{1,6}→){0,60}<string>(?=[^<]{4,512}<)/y;

/** `<key>ApiSecret</key> <string>…</string>`, as in Apple's property lists. */
function findInPropertyList(text: string, at: number, report: Report): void {
  const open = text.lastIndexOf(">", at);
  const name = at - open <= MAX_NAME_CHARACTERS ? text.slice(open + 1, at) : "";
  PROPERTY.lastIndex = at;
  if (/^[A-Za-z0-9_.-]+$/.test(name) && PROPERTY.test(text)) {
    reportIfSecret(text, name, PROPERTY.lastIndex, report);
  }
}

const MAX_NAME_CHARACTERS = 80;
