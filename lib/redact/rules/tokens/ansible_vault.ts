/**
 * What Ansible's vault encrypts with a password. It is made to stand in repositories, as sealed secrets and SOPS's values
 * are, which stay: those are opened by keys that machines make. A vault is opened by a password that people choose, behind
 * 10,000 rounds of PBKDF2, and whoever has the text can try as many as he likes: so it goes, as hashes of passwords do.
 */
import type { Report } from "../../finding.ts";
import type { Keyword } from "../keyword.ts";
import { reportKey } from "../report.ts";

const HEAD = /\$ANSIBLE_VAULT;1\.[0-9];AES(?:256)?(?:;[\w.-]{1,60})?[ \t]{0,8}/y;

/** Lines of hexadecimal digits, indented, numbered, quoted or changed; 80 digits each except the last. */
const LINE = /(?:\r?\n|\\{1,3}n)(?:[ \t]{0,12}[0-9]{1,6}→)?[+> \t-]{0,40}([0-9a-f]{2,80})(?![0-9A-Za-z])/y;

/** The longest that is looked through: 80 KB of text. */
const MAX_LINES = 4_000;

function findVault(text: string, at: number, report: Report): void {
  HEAD.lastIndex = at;
  if (!HEAD.test(text)) return;
  let start = 0;
  let end = 0;
  LINE.lastIndex = HEAD.lastIndex;
  for (let count = 0; count < MAX_LINES; count++) {
    const digits = LINE.exec(text)?.[1];
    if (digits === undefined) break;
    end = LINE.lastIndex;
    if (start === 0) start = end - digits.length;
    if (digits.length < 80) break;
  }
  if (end > start) reportKey(report, { start, end });
}

/** The words that all of them begin with. */
export const VAULT_KEYWORDS: readonly Keyword[] = [{ keyword: "$ANSIBLE_VAULT;", visit: findVault }];
