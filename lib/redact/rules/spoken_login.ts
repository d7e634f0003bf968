/** A name and a password told together: "log in with admin / …", "credentials: admin:…". */
import type { Report } from "../finding.ts";
import { looksLikePlaceholder } from "./placeholder.ts";
import { reportPassword } from "./report.ts";
import { isSure, looksTold, withoutPunctuation } from "./spoken_value.ts";

const NETRC = /(?<=\blogin \S{1,100}\s{1,4})[Pp]assword ([^\s"'`]{4,256})/y;

/** `machine h login u password p` */
export function findNetrcPassword(text: string, at: number, report: Report): void {
  NETRC.lastIndex = at;
  const password = NETRC.exec(text)?.[1];
  if (password === undefined || looksLikePlaceholder(password)) return;
  const start = at + "password ".length;
  reportPassword(report, { start, end: start + password.length });
}

const CREDENTIALS =
  /[a-z]{5,12}[ \t*_]{0,4}(?: [^\s:=]{1,30}){0,5}?(?:[ \t]?[:=]| are| is| sind| lauten)[ *`"']{1,6}[\w.@+-]{2,60}(?::|,? (?:and|with|und) |, ?| )["'`*]{0,2}([^\s"'`<>|]{6,128})/y;

/** "credentials: admin:…", "the credentials are admin and …", "Zugangsdaten: admin, …"; begins in the noun. */
export function findCredentials(text: string, at: number, report: Report): void {
  CREDENTIALS.lastIndex = at;
  const match = CREDENTIALS.exec(text);
  if (match !== null) reportIfPassword(at + match[0].length, match[1] ?? "", report);
}

const AFTER_SLASH = / \/ ["'`*]{0,2}([^\s"'`<>|]{6,128})/y;

/** Longest stretch before the slash that is looked at. */
const LOGIN_CHARACTERS = 100;

const LOGIN =
  /\b(?:log(?:ging|ged)?[ -]?in|sign(?:ed|ing)?[ -]?in|logon|credentials?|creds|user(?:name)?s?|account|auth|zugangsdaten|anmeld\w*|identifiants?|credenciales|credenciais|credenziali|inloggegevens|access)\b[^\n\0]{0,60}$/i;

/** "log in with admin / …" */
export function findAfterSlash(text: string, at: number, report: Report): void {
  AFTER_SLASH.lastIndex = at;
  const match = AFTER_SLASH.exec(text);
  if (match === null || !LOGIN.test(text.slice(Math.max(0, at - LOGIN_CHARACTERS), at))) return;
  reportIfPassword(at + match[0].length, match[1] ?? "", report);
}

function reportIfPassword(end: number, value: string, report: Report): void {
  const password = withoutPunctuation(value.replace(/\*{1,2}$/, ""));
  const isPassword = looksTold(password, { isQuoted: false, noun: "password" }) &&
    isSure(password, "password");
  const start = end - value.length;
  if (isPassword) reportPassword(report, { start, end: start + password.length });
}
