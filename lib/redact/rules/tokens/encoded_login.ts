/** Base64 of a user and a password, as HTTP's Basic scheme has it, without the word that says so. */
import { isChosen, isChosenStrictly } from "../judgement/given_value.ts";

/** A user at a host, whom no id of a thing is called like. */
const USER_AT_HOST = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}:((?![0-9]{1,5}\/)\S{8,300})$/;
const USER = /^[^\s:]{1,64}:(\S{6,300})$/;

/** What stands before base64 of a login: `"type": "basic", "value": "…"`, `auth: …`. */
const OF_LOGIN =
  /(?:basic|(?<![a-z])auth(?:entication|orization)?(?:[_-]?header)?|credentials?|creds|login|user_?(?:pass|pwd)|userpwd)\\{0,3}["']?[\s,:=>]{1,4}(?:\\{0,3}["'][\w-]{1,20}\\{0,3}["']\s?[:=]\s?)?\\{0,3}["'`]?$/i;

/** More than any such words. */
const MAX_WORDS = 80;

/** Whether a text that stands decoded at a place is a login: by its user, or by what stands before it. */
export function isEncodedLogin(text: string, start: number, decoded: string): boolean {
  const password = USER_AT_HOST.exec(decoded)?.[1];
  if (password !== undefined && isChosenStrictly(password)) return true;
  const given = USER.exec(decoded)?.[1];
  return given !== undefined && isChosen(given) &&
    OF_LOGIN.test(text.slice(Math.max(0, start - MAX_WORDS), start));
}
