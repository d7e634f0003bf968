/**
 * Whether a value is random, where its name or its place in an address says that a machine makes such. In prose any
 * name of code may stand, and so spoken_value.ts asks for more.
 */

import { wordScore } from "./word_score.ts";

/** Letters, digits and signs in a mess, as generators of keys for web frameworks make them. */
export function isRandomWithSigns(text: string): boolean {
  if (text.length < 24 || !/^[\x20-\x7e]+$/.test(text) || !/[a-z]/.test(text)) return false;
  const mess = text.replace(/^[a-z]+-insecure-/, "");
  const digits = (mess.match(/[0-9]/g) ?? []).length;
  const signs = new Set(mess.match(/[^A-Za-z0-9\s]/g) ?? []);
  const spaces = (mess.match(/\s/g) ?? []).length;
  const isMess = changesOften(mess);
  return digits >= 3 && signs.size >= (isMess ? 1 : 2) && digits + signs.size >= mess.length / 8 &&
    spaces <= mess.length / 16 &&
    (isMess || !/[A-Z][a-z]{8}|[a-z]{12}|[A-Z]{8}/.test(mess));
}

/**
 * Like `isRandomWithSigns`, but hardly any character is followed by one of its kind. Code, in contrast, has words
 * among its signs.
 */
export function isMessWithSigns(text: string): boolean {
  return isRandomWithSigns(text) && changesOften(text);
}

/** Whether one kind of character hardly ever follows itself: where a long word stands among them, it is none. */
function changesOften(mess: string): boolean {
  const changes = mess.match(/[a-z](?![a-z])|[A-Z](?![A-Z])|[0-9](?![0-9])|[^A-Za-z0-9](?=[A-Za-z0-9])/g) ??
    [];
  return changes.length >= 0.5 * mess.length;
}

/** Whether a text is random, with digits in it. */
export function looksRandom(text: string): boolean {
  return /[0-9]/.test(text) && isRandom(text);
}

/** Letters alone that follow each other as in no language: of random ones of sixteen nine in ten do. */
export function isLetterJumble(text: string): boolean {
  return /^[A-Za-z]{10,64}$/.test(text) && !/(.)\1\1\1/.test(text) && wordScore(text) < -12;
}

/** Letters and a few digits that follow each other as in no name, without signs between except those of base64. */
export function isJumble(text: string, bits: number): boolean {
  return /[0-9]/.test(text) && (/^[A-Za-z0-9]{8,}$/.test(text) || LONG_BASE64.test(text)) &&
    wordScore(text) < -bits;
}

/** Capitals, small letters and digits in a mess, as no name of code and no encoded number has them. */
export function isRandomTail(text: string): boolean {
  const bits = (text.match(/[0-9]/g) ?? []).length >= 2 ? 8 : 16;
  return (text.match(/[A-Z]/g) ?? []).length >= 3 &&
    (text.match(/[a-z]/g) ?? []).length >= 3 && !/(.)\1{4}/.test(text) && wordScore(text) < -bits;
}

const PIECES = /^[A-Za-z0-9]+(?:(?:::|[.:/(){}[\];&,])[A-Za-z0-9]+){1,3}$/;

/**
 * `x7KdLm.Q2vR8t`, `x7Kd(q9Lm2`, `x7Kd/q9Lm2`: signs among letters of both cases and digits that follow each other as in no
 * word, and so neither a member, a path nor a call. With one digit none of the pieces may be a word of small letters: `ctx.db1Pwd`.
 */
export function isJumbleInPieces(text: string): boolean {
  if (text.length < 8 || text.length > 64 || !PIECES.test(text)) return false;
  const digits = (text.match(/[0-9]/g) ?? []).length;
  if (digits === 0 || !/[A-Z]/.test(text) || !/[a-z]/.test(text)) return false;
  return (digits > 1 || !/(?<![A-Za-z0-9])[a-z]{2,}(?![A-Za-z0-9])/.test(text)) &&
    wordScore(text.replace(/[^A-Za-z0-9]/g, "")) < -8;
}

const LONG_BASE64 = /^(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9+/]{16,}={0,2}$/;

/** Each word begins where no letter could go on with the one before: other divisions would cost a power of two. */
const IDENTIFIER = /^(?:[A-Z][a-z]+|(?<![A-Za-z])[a-z]{2,}|(?<![A-Z])[A-Z]+(?![a-z])|_)+[0-9]{0,2}$/;

/** Likelier by so many bits as words than as random letters: of random ones of sixteen one in 2,000 is. */
const WORD_BITS = 4;

/** `SSL_EnableTls13Ech`, `nettle_aes256_encrypt`: words, short numbers behind some of them, signs between. */
export function isNameOfWords(text: string): boolean {
  return /[_A-Z]/.test(text) && !/[0-9]{6}|[0-9][A-Za-z]{1,2}(?![A-Za-z])|^[0-9A-Fa-f]+$/.test(text) &&
    wordScore(text) > WORD_BITS;
}

/** Letters and digits mixed as no word or identifier does, or long hexadecimal, or long and of many letters. */
export function isRandom(text: string): boolean {
  const digits = (text.match(/[0-9]/g) ?? []).length;
  const hasUpper = /[A-Z]/.test(text);
  const hasLower = /[a-z]/.test(text);
  if (digits === 0) {
    const changes = (text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g) ?? []).length;
    if (text.length >= 20 && /^[A-Za-z]+$/.test(text) && changes >= 0.4 * text.length) return true;
    if (text.length >= 16 && isLetterJumble(text)) return true;
    return text.length > 30 && hasUpper && hasLower && /[a-z][A-Z]/.test(text) && !/[_.-]/.test(text) &&
      wordScore(text) < 0;
  }
  if (!hasUpper && !hasLower) return text.length >= 16;
  if (isNameOfWords(text)) return false;
  // accessToken2, OAuthKey_v2
  if (hasUpper && hasLower) return !IDENTIFIER.test(text) || wordScore(text) < -4;
  if (text.length >= 12 && isJumble(text, 6)) return true;
  // lower case and digits only: a word with a number at its end is no secret
  return digits >= 3 && !/^[a-z]+(?:[-_.][a-z]+)*[-_.]?[0-9]{1,4}$/i.test(text);
}
