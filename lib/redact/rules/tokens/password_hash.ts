/** Hashes of passwords: whoever has one can try passwords against it until one fits. */
import { WEIGHT } from "../../finding.ts";
import type { Keyword } from "../keyword.ts";
import { finder, type Take } from "../pattern_finder.ts";

const take: Take = (report, stretch) => report({ ...stretch, kind: "password-hash", weight: WEIGHT.format });

/** A run of one character is an example. */
const isHash = (text: string) => !/([A-Za-z0-9.*])\1{11}/.test(text);

function hash(keyword: string, source: string): Keyword {
  return { keyword, visit: finder(new RegExp(source, "y"), isHash, take) };
}

const BASE64 = "[./A-Za-z0-9+]";

/** `$id$salt$hash` of crypt(3), with parameters; Docker Compose wants each `$` twice. */
const CRYPT =
  `(\\$(?:1|5|6|7|y|gy|apr1|S|P|H)\\$\\$?(?:rounds=[0-9]{1,9}\\$\\$?)?[./A-Za-z0-9+=]{1,100}(?:\\$\\$?[./A-Za-z0-9+=]{1,100}){0,3})`;
/** The hash is the longest part. */
const LONG_CRYPT = `(?=\\$[^\\s:{}]{0,110}${BASE64}{21})${CRYPT}`;

const HEX = "[0-9a-fA-F]";

/** What programs that try passwords take: `$krb5tgs$23$*user$realm$service*$…`, `$DCC2$10240#user#…`, `$zip2$*…`. */
const OF_CRACKERS = [
  "$krb5",
  "$DCC2$",
  "$keepass$",
  "$office$",
  "$oldoffice$",
  "$zip2$",
  "$pkzip",
  "$rar5$",
  "$RAR3$",
  "$7z$",
  "$pdf$",
  "$sshng$",
  "$gpg$",
  "$bitcoin$",
  "$ethereum$",
  "$mysqlna$",
  "$NETNTLM",
  "$itunes_backup$",
]
  .map((keyword) =>
    hash(
      keyword,
      `(${
        keyword.replace(/\$/g, "\\$")
      }[\\w$*#.:@/\\\\ -]{0,200}?(?=[*$#:]${HEX}{16})[*$#:]${HEX}{16,}(?:[*$#:]+${HEX}{1,}|[*$:][\\w*$-]{1,64}){0,12})`,
    )
  );

/** Where they begin, or the names of what made them. */
export const HASH_KEYWORDS: readonly Keyword[] = [
  // bcrypt
  hash("$2", `(\\$2[abxy]?\\$\\$?[0-9]{2}\\$\\$?[./A-Za-z0-9]{53})(?![./A-Za-z0-9])`),
  ...["$1$", "$5$", "$6$", "$7$", "$y$", "$gy$", "$S$", "$P$", "$H$"].map((keyword) =>
    hash(keyword, LONG_CRYPT)
  ),
  hash("$apr1$", LONG_CRYPT),
  hash(
    "$argon2",
    `(\\$argon2(?:id|i|d)\\$(?:v=[0-9]{1,3}\\$)?m=[0-9]{1,9},t=[0-9]{1,6},p=[0-9]{1,4}\\$${BASE64}{8,90}={0,2}\\$${BASE64}{20,200}={0,2})`,
  ),
  hash("scrypt:", `(scrypt:[0-9]{1,9}:[0-9]{1,4}:[0-9]{1,4}\\$[A-Za-z0-9./+=]{1,64}\\$[0-9a-f]{64,256})`),
  hash(
    "pbkdf2",
    `(pbkdf2(?!\\.[a-z]{1,4},)(?=[^\\s"']{0,400}?[A-Za-z0-9/+]{20})[-_]?(?:(?:hmac-)?sha[0-9]{1,3})?(?:[-.:$,][A-Za-z0-9/+=]{1,400}){2,8})(?![A-Za-z0-9])`,
  ),
  ...OF_CRACKERS,
  // LDAP
  ...["SHA}", "HA256}", "HA512}"].map((keyword) =>
    hash(keyword, `S?S?HA(?:256|512)?\\}([A-Za-z0-9+/]{27,120}={0,2})(?![A-Za-z0-9+/=])`)
  ),
  hash(
    "SCRAM-SHA-",
    `(SCRAM-SHA-(?:1|256|512)\\$[0-9]{1,7}:[A-Za-z0-9+/]{8,60}={0,2}\\$[A-Za-z0-9+/]{20,100}={0,2}:[A-Za-z0-9+/]{20,100}={0,2})`,
  ),
];
