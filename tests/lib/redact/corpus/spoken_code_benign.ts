/** Sentences with a word of code, of a quality or of other things where a secret would stand: they must come out unchanged. */

const ALGORITHMS =
  "sha md b utf bcrypt argon pbkdf scrypt hkdf aes rsa ecdsa ed x pkcs hmac hs rs es ps oauth oidc http tls ssl ipv win python py " +
  "node php java ecma iso rfc ascii latin ntlmv smbv kerberos totp fa postgres mysql k";

/** Too many digits for a name, and a word behind a single letter: without the rule they would be passwords. */
function versionOf(algorithm: string): string {
  const name = algorithm.charAt(0).toUpperCase() + algorithm.slice(1);
  return algorithm.length > 1 ? `${name}-4096` : `${name}-4096key`;
}

export const SPOKEN_CODE_BENIGN_TEXTS: readonly string[] = [
  ...ALGORITHMS.split(" ").map((algorithm) => `the password is ${versionOf(algorithm)} there`),
  ...[
    "/Srv/x!42",
    "C:/X!42",
    "ftp://X!42y",
    "arn:aws!42X",
    "@acme!42X",
    "#Issue42x",
    "Count42+=",
    "Call42(x!y",
    "List42[x]!y",
    "Std42::x!",
    "Obj42?.x!",
    "Count42++x!",
    "user42@host7",
    "Us4!@acme.test",
    "Db1.internal:5432",
    "2024-01-31T10:00+02",
    "+30Days",
    "^1.2.3-Beta4",
  ].map((code) => `the password is ${code} there`),
  ..."Ctrl Cmd Alt Shift Meta Option Super F5".split(" ").map((key) => `the password is ${key}+Up4x there`),
  ...["X42!y;", "(X42!y", "!f42()x", "!a42&&X", "!a42||X", "!a42<X"].map((code) =>
    `the password is "${code}" there`
  ),
  ..."not never nicht pas no non niet inte nie between than least most more less too neither either nor invalid"
    .split(" ")
    .map((stop) => `the password of it ${stop} is Tulip42! there`),
  ...("the and for are was has have with from your not but must should will can may please here this that when used")
    .split(" ")
    .map((word) => `the passphrase is "horses tall staples ${word}" there`),
  ...("the and for are was were has have had with from your our their not but which will should would been its into each any must")
    .split(" ").map((word) => `the seed phrase is ${"horses tall staples ".repeat(4)}${word} horses`),
  ...("public pub page paging pagination next prev previous continuation cursor sync cancel cancellation abort stop eos bos pad unk mask " +
    "special input output prompt cached total max min primary foreign sort partition idempotency object design no invalid missing " +
    "expired").split(" ").map((word) => `the ${word} token is ${"a7b3".repeat(6)} there`),
  "the PIN is 1999 there",
  "the spin is 482917 there",
  "the password for x. That is Tulip42! there",
  "the password is cross-site-forgery there",
  "the password is step+12 there",
  'the secret is "rotated every 90 days!" there',
];
