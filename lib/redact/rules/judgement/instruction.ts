/** What examples of settings say instead of a secret: how to make one, or how long it should be. */

/** Without one of these a few words of settings may be a name, or what somebody has chosen. */
const SAYS_HOW =
  /(?<![a-z])(?:openssl|generated?|random(?:ly)?|char(?:acter)?s?|least|minimum|string|here|long|strong|unique|paste|replace|from)(?![a-z])/;

const WORDS: ReadonlySet<string> = new Set(
  ("a an the this it your my our some any and or with by using use run set get put paste insert add enter fill in at of to for " +
    "from via is be must should than more not later least most min minimum max maximum long longer short strong secure secret secrets " +
    "safe unique very super really random randomly generate generated generator value string str text word phrase char chars " +
    "character characters byte bytes bit bits hex base b openssl rand uuid pwgen key keys token tokens password passphrase jwt auth " +
    "nextauth authjs session cookie signing sign encryption hmac api app application admin user db database env environment file " +
    "dashboard console settings account page production prod development dev local staging change replace me here")
    .split(" "),
);

/**
 * `generate-with-openssl-rand-base64-32`, `at-least-32-characters-long`: three words or more, all of them of such sentences.
 * Takes the value with its signs turned into spaces, in lower case.
 */
export function isInstruction(words: string): boolean {
  if (!SAYS_HOW.test(words)) return false;
  const all = words.match(/[a-z]+/g) ?? [];
  return all.length >= 3 && all.every((word) => WORDS.has(word)) && !/[0-9]{4}/.test(words);
}

/** `whsec_...`, `re_xxx`, `sk-ant-`: how tokens of a kind begin, and nothing of one. */
export function isBarePrefix(value: string): boolean {
  return /^[A-Za-z]{2,8}(?:[-_][a-z]{2,5}[0-9]{0,2}){0,2}[-_](?:[xX]{2,}|\*+)?$/.test(value);
}
