/** Secrets in what single programs, services and frameworks write and read: each with a keyword of its own. */
import { type Report, WEIGHT } from "../../finding.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { isKeyName } from "../calls/cipher_key.ts";
import { isChosen, isGiven, isKeyLike } from "../judgement/given_value.ts";
import { findCookieBefore } from "../named/header_value.ts";
import type { Keyword } from "../keyword.ts";
import { finder, type Take } from "../pattern_finder.ts";
import { decodesToCredentials } from "../judgement/placeholder.ts";
import { looksRandom } from "../judgement/random_value.ts";
import { reportKey } from "../report.ts";

function as(kind: string): Take {
  return (report, stretch) => report({ ...stretch, kind, weight: WEIGHT.context });
}

const BUILD_FIELD = /[a-z][A-Za-z]{4,20} ["'][A-Za-z]{3,10}["'], ?["'](\w{2,80})["'], ?["'](?=\\?")?/y;

/** `buildConfigField "String", "API_SECRET", "\"…\""` */
function findBuildField(text: string, at: number, report: Report): void {
  BUILD_FIELD.lastIndex = at;
  const name = BUILD_FIELD.exec(text)?.[1];
  if (name !== undefined) reportIfSecret(text, name, BUILD_FIELD.lastIndex, report);
}

const NAME_IN_R = /([A-Za-z][\w.]{1,60}) ?$/;

/** `password <- "…"` */
function findGivenInR(text: string, at: number, report: Report): void {
  const name = NAME_IN_R.exec(text.slice(Math.max(0, at - 64), at))?.[1];
  if (name !== undefined) reportIfSecret(text, name, at + "<- ".length, report);
}

const PACKED = /([A-Za-z_]\w{0,60}) ?(?:=|:|=>) ?\[["']([0-9a-fA-F]{32,128})["']\]$/;

/** `key = ["X"].pack("H*")` */
function findPacked(text: string, at: number, report: Report): void {
  const [, name = "", key = ""] = PACKED.exec(text.slice(Math.max(0, at - 210), at)) ?? [];
  if (!isKeyName(name) || !looksRandom(key)) return;
  const end = at - '"]'.length;
  reportKey(report, { start: end - key.length, end });
}

/** A line of settings; a mark that is there already is read as characters without meaning between line ends. */
const DECRYPTED =
  /(?:\r?\n|(?<=>))[ \t]{0,20}(?:#[^\n]{0,200}|\0{1,600}|[\w.-]{1,60}:(?:[ \t]+["']?([^\s"'<]{1,512})["']?)?)?[ \t]*(?=\r?\n|<|$)/y;
const MAX_DECRYPTED_LINES = 60;

/** Between a command and what it has written, as calls of tools are shown. */
const RESULT =
  /[^\n<>]{0,80}<\/param>[\s\0]{0,6}(?:<param name="description">[^<>\n]{0,300}<\/param>[\s\0]{0,6})?<\/tool_use>\s{0,4}<tool_result [^<>\n]{0,300}>/y;

/** What Rails, sops or Ansible has decrypted: settings of any name, of which all that are random are keys. */
function findDecrypted(text: string, end: number, report: Report): void {
  RESULT.lastIndex = end;
  DECRYPTED.lastIndex = RESULT.test(text) ? RESULT.lastIndex : end;
  for (let count = 0; count < MAX_DECRYPTED_LINES; count++) {
    const match = DECRYPTED.exec(text);
    if (match === null) return;
    const [whole, value = ""] = match;
    if (!isKeyLike(value, 16) || !looksRandom(value)) continue;
    const start = match.index + whole.lastIndexOf(value);
    reportKey(report, { start, end: start + value.length });
  }
}

/** By what stands before them or after their names. */
export const PROGRAM_KEYWORDS: readonly Keyword[] = [
  // Ruby's, without brackets
  {
    keyword: "basic_auth ",
    visit: finder(/basic_auth ["'][^"'\n]{1,64}["'], ?["']([^"'\n]{4,128})(?=["'])/y, isChosen),
  },
  // of sessions, in the path or the query of an address
  ...["jsessionid=", "PHPSESSID="].map((keyword) => ({
    keyword,
    visit: finder(new RegExp(`(?<=[;?&])${keyword}([A-Za-z0-9.!_,-]{16,256})`, "y"), looksRandom, reportKey),
  })),
  // of Elasticsearch: its id and itself in base64
  {
    keyword: '"encoded"',
    visit: finder(/"encoded"\s?:\s?"([A-Za-z0-9+/]{20,400}={0,2})(?=")/y, decodesToCredentials, reportKey),
  },
  {
    keyword: '"encoded"',
    visit: finder(
      /(?<="api_key"\s?:\s?"[^"\n]{1,100}",\s{0,8})"encoded"\s?:\s?"([A-Za-z0-9+/]{20,400}={0,2})(?=")/y,
      () => true,
      reportKey,
    ),
  },
  // of Android's builds, without brackets
  ...["uildConfigField ", "resValue "].map((keyword) => ({ keyword, visit: findBuildField })),
  ...["credentials:show", "sops -d", "sops --decrypt", "sops decrypt", "ansible-vault vi"].map((
    keyword,
  ): Keyword => ({
    keyword,
    visit: (text, at, report) => findDecrypted(text, at + keyword.length, report),
  })),
  ...["cord_encryption", "cord.encryption"].map((keyword) => ({
    keyword,
    visit: finder(
      /cord[_.]encryption(?::\s{1,24}(?:[0-9]{1,6}[→\t]\s{0,20})?|\.)primary_key["']?\s?[:=]\s?\[?["']?([A-Za-z0-9]{32,64})(?![\w(.])/y,
      looksRandom,
      reportKey,
    ),
  })),
  // Ruby's
  ...['.pack("H*', ".pack('H*"].map((keyword) => ({ keyword, visit: findPacked })),
  // of Cypress
  ...["record_key", "recordKey", "RecordKey", "RECORD_KEY"].map((keyword) => ({
    keyword,
    visit: finder(
      new RegExp(
        `(?<=cypress[^\\0]{0,160})${keyword}\\\\{0,3}["']?(?:\\s?[=:]\\s?| is set to )\\\\{0,3}["']?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`,
        "iy",
      ),
      () => true,
      reportKey,
    ),
  })),
  // of NATS
  {
    keyword: "NKEY SEED-----",
    visit: finder(
      /NKEY SEED-----\s{1,4}(?:[0-9]{1,6}[→\t]\s{0,20})?(S[A-Z0-9]{40,80})/y,
      () => true,
      reportKey,
    ),
  },
  // of Keycloak
  {
    keyword: "secretData",
    visit: finder(
      /secretData\\{0,3}"\s?:\s?\\{0,3}"\{\\+"value\\+"\s?:\s?\\+"([^"\\]{16,512})/y,
      looksRandom,
      as("password-hash"),
    ),
  },
  // of cookies, before what is said of them
  ...["; HttpOnly", "; Secure", "; httponly", "; secure"].map((keyword) => ({
    keyword,
    visit: findCookieBefore,
  })),
  // of streams
  ...["rtmp://", "rtmps://"].map((keyword) => ({
    keyword,
    visit: finder(
      new RegExp(`${keyword}[^\\s/"']{4,80}/[a-z0-9_]{2,20}/([A-Za-z0-9_-]{16,120})`, "y"),
      (key) => looksRandom(key) || /^[a-z0-9]{4}(?:-[a-z0-9]{4}){3,5}$/.test(key),
      reportKey,
    ),
  })),
  // R's sign
  ...['<- "', "<- '"].map((keyword): Keyword => ({ keyword, visit: findGivenInR })),
  {
    keyword: "HTTP::Cookie",
    visit: finder(/HTTP::Cookie[^\0]{0,200}?value: ["']?([^\s"'\\]{20,4096})/y, looksRandom),
  },
  // questions of command lines that show what was answered
  {
    keyword: "value of ",
    visit: finder(
      /value of (?=[A-Z0-9_]*(?:SECRET|TOKEN|PASS|KEY))[A-Z][A-Z0-9_]{2,60}\? ["']?([^\s"']{6,1024})/y,
      isChosen,
    ),
  },
  ...['"pin"', "'pin'"].map((keyword) => ({
    keyword,
    visit: finder(new RegExp(`${keyword}\\s?:\\s?["']([0-9]{6,8})(?=["'])`, "y"), () => true),
  })),
  // JNDI's constant for what somebody logs in with
  { keyword: "_CREDENTIALS, ", visit: finder(/_CREDENTIALS, "([^"\n]{4,256})(?=")/y, isChosen) },
  // of Elasticsearch's tool for passwords
  {
    keyword: "New value: ",
    visit: finder(
      /(?<=[Pp]assword[^\0]{0,200}|(?:^|\n)[ \t]{0,8}(?=New value: [\w*+=-]{20}(?:\s|$)))New value: (\S{8,128})(?=\s|$)/y,
      (value) => isChosen(value) && !/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(value),
    ),
  },
  // of Terraform, in its state and its plans
  {
    keyword: 'random_password"',
    visit: finder(
      /random_password"[^\0]{0,600}?\sresult["']?\s{1,20}[=:]\s"([^"\n]{6,256})(?=")/y,
      isChosen,
    ),
  },
  {
    keyword: "random_password.",
    visit: finder(
      /random_password\.[\w.[\]"-]{1,80}:?[^\0]{0,600}?\sresult["']?\s{1,20}[=:]\s"([^"\n]{6,256})(?=")/y,
      isChosen,
    ),
  },
  // files of cookies: the host, whether for all below it, the path, safety, time, name, value
  ...["\tTRUE\t/", "\tFALSE\t/"].map((keyword) => ({
    keyword,
    visit: finder(
      /\t(?:TRUE|FALSE)\t\/[^\t\n]{0,80}\t(?:TRUE|FALSE)\t[0-9]{1,12}\t[^\t\n]{1,80}\t([^\s]{16,4096})/y,
      (value) => looksRandom(value) && !/^[0-9.]+$/.test(value),
    ),
  })),
  // Robot Framework's keyword
  {
    keyword: "Input Password ",
    visit: finder(/Input Password {2,12}\S{1,80} {2,12}([^\s$]\S{3,128})/y, isGiven),
  },
  // Redis's protocol, and its users
  { keyword: "AUTH\n$", visit: finder(/AUTH\n\$[0-9]{1,3}\n(\S{4,512})(?=\n|$)/y, isGiven) },
  { keyword: "AUTH\r\n$", visit: finder(/AUTH\r\n\$[0-9]{1,3}\r\n(\S{4,512})(?=\r|$)/y, isGiven) },
  { keyword: " on >", visit: finder(/(?<=\buser \S{1,64}) on >(\S{4,512})/y, isGiven) },
  // of Solana
  ...["keypair", "id.json", "ey bytes"].map((keyword) => ({
    keyword,
    visit: finder(
      new RegExp(
        `${keyword}[^[\\n]{0,80}(?:\\n@@[^\\n]{0,60})?\\n?[\\s+-]{0,8}(?:[0-9]{1,5}[→\\t])?\\[((?:[0-9]{1,3},\\s?){63}[0-9]{1,3})(?=\\])`,
        "y",
      ),
      (bytes) => new Set(bytes.split(",")).size > 32,
      as("private-key"),
    ),
  })),
  // of a database whose password is added to its connection in Basic
  {
    keyword: 'wd=" & "',
    visit: finder(/wd=" & "([^"\n]{4,128})(?=")/y, isChosen),
  },
];
