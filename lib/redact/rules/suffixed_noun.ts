/** Values of names that go on behind the noun: `secret_id`, `password_hash`, `password_v4`. */
import { type Report, WEIGHT } from "../finding.ts";
import { looksRandom } from "./random_value.ts";
import { reportKey, reportPassword } from "./report.ts";

const HASH =
  /_(?:hash|sha256(?:_hex)?|double_sha1_hex)["']?\s?[:=>]\s?["']?([A-Za-z0-9+/]{40,128}={0,2})(?![\w.(/+=-])/y;

const MAIL_PASSWORD = /_v4["'\\]{0,4}\s?[:=]\s?["'\\]{0,4}([A-Za-z0-9+/]{42,44}={0,2})(?![\w+/=])/y;

/** `"ses_smtp_password_v4": "…"`: Terraform's state of a user in AWS */
function findMailPassword(text: string, end: number, report: Report): void {
  MAIL_PASSWORD.lastIndex = end;
  const password = MAIL_PASSWORD.exec(text)?.[1];
  if (password === undefined || !looksRandom(password)) return;
  const start = MAIL_PASSWORD.lastIndex - password.length;
  reportPassword(report, { start, end: MAIL_PASSWORD.lastIndex });
}

/** `secret_id …`, `"password_hash": "…"` of RabbitMQ, `<password_sha256_hex>` of ClickHouse. */
export function findBehindUnderscore(text: string, end: number, report: Report): void {
  if (text.startsWith("id", end + 1)) return findSecretId(text, end, report);
  if (text.charCodeAt(end - 1) !== 0x64) return; // password
  if (text.startsWith("v4", end + 1)) return findMailPassword(text, end, report);
  HASH.lastIndex = end;
  const hash = HASH.exec(text)?.[1];
  if (
    hash === undefined || !looksRandom(hash) || !/password$/i.test(text.slice(end - "password".length, end))
  ) return;
  const start = HASH.lastIndex - hash.length;
  report({ start, end: HASH.lastIndex, kind: "password-hash", weight: WEIGHT.context });
}

const SECRET_ID =
  /(?:ID[ \t]{0,12}[=:][ \t]{0,12}|_id[ \t]{2,40})([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])/y;

/** `Secret ID = …`, `secret_id     …` of Nomad and Vault. */
export function findSecretId(text: string, at: number, report: Report): void {
  SECRET_ID.lastIndex = at;
  const id = SECRET_ID.exec(text)?.[1];
  if (id !== undefined) {
    reportKey(report, { start: SECRET_ID.lastIndex - id.length, end: SECRET_ID.lastIndex });
  }
}
