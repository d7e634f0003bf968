/** Who logs in with a password, told beside it. */
import type { Walk } from "./spoken_walk.ts";

/** So much behind a value is looked at. */
const BEHIND_CHARACTERS = 40;

/** Words for who logs in. */
const LOGIN =
  "(?:user(?:name)?|login|benutzer(?:name)?|anmeldename|utilisateur|identifiant|usuario|usuário|utente|użytkownik|" +
  "gebruiker(?:snaam)?|логин|пользователь|имя пользователя|юзер|用户名?|账号|帐号|ユーザー名?|사용자|아이디)";

/** "пароль от базы …, логин admin": who logs in with it. */
const LOGIN_BEHIND = new RegExp(
  `^(?:[,;，、] ?(?:(?:and|und|et|y|e|i|и|en) )?| (?:and|und|et|y|e|i|и|en) )(?:(?:the|der|el|o|il|de) |l['’])?${LOGIN}[:： は是] ?\\S`,
  "i",
);

/** Whether what stands behind a place says who logs in. */
export function isBeforeLogin(text: string, end: number): boolean {
  return LOGIN_BEHIND.test(text.slice(end, end + BEHIND_CHARACTERS));
}

/** "the user is `kim` and the password is …" */
const LOGIN_BEFORE = new RegExp(
  `(?:^|[^A-Za-z])${LOGIN}(?: (?:is|ist|est|es|é|è|to|это|—|-))?[:：]? ["'\`*«„]{0,3}[\\w.@+-]{2,40}["'\`*»“]{0,3}[,;]?(?: [^.\n\0]{0,24})?$`,
  "i",
);
const LOGIN_CHARACTERS = 90;

/** Joined words in quotes may name anything; where somebody is said to log in with them they are a password. */
export function isBesideLogin({ text, nounEnd }: Walk, end: number): boolean {
  return isBeforeLogin(text, end) ||
    LOGIN_BEFORE.test(
      text.slice(Math.max(0, nounEnd - LOGIN_CHARACTERS), nounEnd).replace(/[\p{L}-]{2,20}$/u, ""),
    );
}
