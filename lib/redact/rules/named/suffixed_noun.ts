/** Values of names that go on behind the noun: `secret_id`, `password_hash`, `password_v4`. */
import { type Report, WEIGHT } from "../../finding.ts";
import { isChosenStrictly } from "../judgement/given_value.ts";
import { finder } from "../pattern_finder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey } from "../report.ts";

/** `"password_hash": "…"` of RabbitMQ, `<password_sha256_hex>` of ClickHouse. */
const findHash = finder(
  /(?<=[Pp]assword|PASSWORD)_(?:hash|sha256(?:_hex)?|double_sha1_hex)["']?\s?[:=>]\s?["']?([A-Za-z0-9+/]{40,128}={0,2})(?![\w.(/+=-])/y,
  looksRandom,
  (report, stretch) => report({ ...stretch, kind: "password-hash", weight: WEIGHT.context }),
);

/** `"ses_smtp_password_v4": "…"`: Terraform's state of a user in AWS. */
const findMailPassword = finder(
  /_v4["'\\]{0,4}[ \t]{0,60}[:=]\s?["'\\]{0,4}([A-Za-z0-9+/]{42,44}={0,2})(?![\w+/=])/y,
  looksRandom,
);

/** The same with what people chose. */
const findChosen = finder(
  /_v4["'\\]{0,4}[ \t]{0,60}[:=]\s?\\{0,3}["']([^\s"'\\]{6,128})(?=\\{0,3}["'])/y,
  isChosenStrictly,
);

/** `Secret ID = …`, `secret_id     …` of Nomad and Vault, behind the noun. */
export const findSecretId = finder(
  /(?:ID[ \t]{0,12}[=:][ \t]{0,12}|_id[ \t]{2,40})([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])/y,
  () => true,
  reportKey,
);

/** Looks at what begins with `_` behind a noun. */
export function findBehindUnderscore(text: string, end: number, report: Report): void {
  if (text.startsWith("id", end + 1)) return findSecretId(text, end, report);
  if (text.charCodeAt(end - 1) !== 0x64) return; // password
  if (text.startsWith("v4", end + 1)) {
    findChosen(text, end, report);
    return findMailPassword(text, end, report);
  }
  findHash(text, end, report);
}
