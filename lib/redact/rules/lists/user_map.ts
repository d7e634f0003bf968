/** Passwords by the names of users: `users: {kim: X}`, `"users": {"kim": "X"}`, and the same on lines of YAML. */
import type { Report } from "../../finding.ts";
import { valueAt } from "../named/assigned_value.ts";
import type { Keyword } from "../keyword.ts";
import { isKeyLike } from "../judgement/given_value.ts";
import type { Take } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey, reportPassword } from "../report.ts";
import { isSure, looksTold } from "../spoken/spoken_value.ts";

const MAX_USERS = 20;

const IN_BRACES =
  /[\s,]{0,80}(?:[0-9]{1,6}→\s{0,40})?\\{0,3}["']?[A-Za-z_][\w.@+-]{0,60}\\{0,3}["']?\s?(?:=>|[:=])/y;
const ON_A_LINE =
  /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{1,40}["']?[A-Za-z_][\w.@+-]{0,60}["']?:(?=[ \t])/y;

const IN_SECTION = /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,8}[A-Za-z_][\w.@+-]{0,60}[ \t]{0,8}=/y;

/** How values are judged and reported. */
interface Judged {
  readonly accept: (value: string) => boolean;
  readonly take: Take;
}

const PASSWORDS: Judged = {
  accept: (value) => looksTold(value, { isQuoted: false, noun: "password" }),
  take: reportPassword,
};

const QUOTED_PASSWORDS: Judged = {
  accept: (value) =>
    looksTold(value, { isQuoted: true, noun: "password" }) ||
    (value.length >= 12 && isSure(value, "password") && !/\s/.test(value)),
  take: reportPassword,
};

const KEYS: Judged = { accept: (value) => isKeyLike(value, 32) && looksRandom(value), take: reportKey };

/** Looks at each user behind the word; other things that users have may stand there, which look like no password. */
function findUsers(
  text: string,
  start: number,
  entry: RegExp,
  report: Report,
  { accept, take }: Judged = PASSWORDS,
): void {
  entry.lastIndex = start;
  for (let count = 0; count < MAX_USERS && entry.test(text); count++) {
    const value = valueAt(text, entry.lastIndex);
    if (value === undefined) return;
    const end = value.start + value.text.length;
    if (accept(value.text)) take(report, { start: value.start, end });
    entry.lastIndex = end + value.terminator.length;
  }
}

/** Looks at users in braces, from the place behind the first one on. */
export function findUsersInBraces(text: string, at: number, report: Report): void {
  findUsers(text, at, IN_BRACES, report);
}

/** Looks at keys by any names in braces: `KEYS = {"prod": "X"}` */
export function findKeysInBraces(text: string, at: number, report: Report): void {
  findUsers(text, at, IN_BRACES, report, KEYS);
}

const LISTED =
  /\r?\n(?:[ \t]{0,12}[0-9]{1,6}→)?[+-]?[ \t]{0,40}- (["']?)[A-Za-z_][\w.@+-]{0,60}:([^\s"':]{1,128})\1[ \t]{0,8}(?=\r?\n|$)/y;

/** `users:\n  - "kim:X"` */
function findUsersInList(text: string, start: number, report: Report): void {
  LISTED.lastIndex = start;
  for (let count = 0; count < MAX_USERS; count++) {
    const [whole = "", , password = ""] = LISTED.exec(text) ?? [];
    if (whole === "") return;
    const end = LISTED.lastIndex - (whole.length - whole.lastIndexOf(password) - password.length);
    if (PASSWORDS.accept(password)) reportPassword(report, { start: end - password.length, end });
  }
}

const OF_LOGINS = /(?:auth|users?|accounts?|cred|passw|login)[^\n]{0,60}$/i;

/** `BasicAuth("realm", map[string]string{"kim": "X"})`: the line says what the map is for. */
function findInMapOfGo(text: string, at: number, report: Report): void {
  const braces = at + "map[string]string".length;
  if (text.charCodeAt(braces) !== 0x7b || !OF_LOGINS.test(text.slice(Math.max(0, at - 100), at))) return;
  findUsersInBraces(text, braces + 1, report);
}

const TYPED_MAP = /(?:passwords?|users?|accounts?|creds|credentials|logins?)["']? ?: [\w.]{0,20}<string, $/i;

/** `PASSWORDS: Record<string, string> = {…}` */
function findInTypedMap(text: string, at: number, report: Report): void {
  if (!TYPED_MAP.test(text.slice(Math.max(0, at - 60), at))) return;
  findUsers(text, at + "string> = {".length, IN_BRACES, report, QUOTED_PASSWORDS);
}

/** The word, and what its users stand in. */
export const USER_MAP_KEYWORDS: readonly Keyword[] = [
  ...["users: {", 'users":{', 'users": {', 'users\\":{', 'users\\": {'].map((
    keyword,
  ): Keyword => ({
    keyword,
    visit: (text, at, report) => findUsersInBraces(text, at + keyword.length, report),
  })),
  ...["[users]", "[passwords]"].map((keyword): Keyword => ({
    keyword,
    visit: (text, at, report) => findUsers(text, at + keyword.length, IN_SECTION, report),
  })),
  ...["[tokens]", "[keys]", "[secrets]"].map((keyword): Keyword => ({
    keyword,
    visit: (text, at, report) => findUsers(text, at + keyword.length, IN_SECTION, report, KEYS),
  })),
  { keyword: "string> = {", visit: findInTypedMap },
  { keyword: "map[string]strin", visit: findInMapOfGo },
  {
    keyword: "Accounts{",
    visit: (text, at, report) => findUsersInBraces(text, at + "Accounts{".length, report),
  },
  {
    keyword: "users:\n",
    visit: (text, at, report) => {
      findUsers(text, at + "users:".length, ON_A_LINE, report);
      findUsersInList(text, at + "users:".length, report);
    },
  },
];
