/** Commands that take a password or a key as an argument of their own: between others, or as the only one. */
import type { Report } from "../../finding.ts";
import { command, ON, QUOTED_OR_WORD, WORD } from "./command_words.ts";
import { isChosen, isChosenStrictly, isCommunity, isUuidOrKey } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isGivenWordOrPhrase, isPassphrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { reportIfSecret } from "../named/assignment.ts";
import { reportKey, reportPassword } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";

/** A command whose last argument is a key. */
const keyOf = (keyword: string, rest = "") =>
  command(keyword, `${rest}(?: --?[a-z-]{1,30}(?:=\\S{1,80})?){0,3} ${WORD}`, isUuidOrKey, reportKey);

/** A name in quotes, in which spaces may stand, or bare. */
const NAME = `(?:"[^"\\n]{1,64}"|'[^'\\n]{1,64}'|[^\\s"']{1,64})`;

const isWordOrPhrase = (text: string) => isGivenWordOrPhrase(text, 2);

const OF_COMMAND = /[^\n;|&]{1,500}/y;
const REGISTRY_NAME = /[ "'][/-]v \\{0,3}["']?([\w. -]{1,60}?)\\{0,3}["']?(?= [/-]|\s*$)/i;
const REGISTRY_VALUE = new RegExp(`[ "'][/-]d \\\\{0,3}${QUOTED_OR_WORD}`, "i");

/** `reg add HKLM\… /v Password /t REG_SZ /d X`, in any order */
function findRegistryValue(text: string, at: number, report: Report): void {
  OF_COMMAND.lastIndex = at;
  const line = OF_COMMAND.exec(text)?.[0] ?? "";
  const match = REGISTRY_VALUE.exec(line);
  const value = match?.[1];
  const name = REGISTRY_NAME.exec(line)?.[1]?.replaceAll(" ", "");
  if (match === null || value === undefined || name === undefined || / [/-]t REG_[DQ]WORD/i.test(line)) {
    return;
  }
  if (!announcesSecret(classifyName(name)) || !isWordOrPhrase(value)) return;
  const start = at + match.index + match[0].lastIndexOf(value);
  reportPassword(report, { start, end: start + value.length });
}

const BUNDLE_HOST = "[\\w-]{1,40}\\.[\\w.-]{1,60}";
/** In a setting's name `__` is the dot of a host, behind which nothing but a login stands: `BUNDLE_GEMS__ACME__CORP`. */
const BUNDLE_VARIABLE = "(?:[A-Z0-9]|_(?!_)){1,40}__[A-Z0-9_]{1,60}[\"'\\\\]{0,4}(?:: ?|=)";
/** The pair of hexadecimal that some servers of gems give. */
const BUNDLE_PAIR = "[\"'\\\\]{0,4}([0-9a-f]{8}:[0-9a-f]{8})(?![\\w-])";
/** A user and a password; no such pair. */
const BUNDLE_LOGIN =
  "[\"'\\\\]{0,4}(?![0-9a-f]{8}:[0-9a-f]{8}(?![\\w-]))[\\w.+-]{1,64}:([^\\s\"'`\\\\<>]{6,128})";

/** Of each the keyword is told, and the rest must follow. */
export const COMMAND_ARGUMENTS: readonly Keyword[] = [
  // keys
  ...["shodan init", "vt init", "cargo login", "setapikey", "setApiKey", "operator unseal"]
    .map((keyword) => keyOf(keyword)),
  ...["pypi-token.", "github-oauth.", "gitlab-token.", "gitlab-oauth."].map((keyword) =>
    keyOf(keyword, "\\S{1,64}")
  ),
  command("vault login", `${ON} (?:token=)?${WORD}`, isUuidOrKey, reportKey),
  keyOf("red service inst", "all"),
  keyOf("set token"),
  command("twilio login", ` AC\\w{32} ${WORD}`, isUuidOrKey, reportKey),
  ...["", " \\S{1,80}"].map((first) => command("pm2 link", `${first} ${WORD}`, isUuidOrKey, reportKey)),
  command("llm keys set", ` \\S{1,40} --value[ =]${WORD}`, isUuidOrKey, reportKey),
  command("bw unlock", `(?: --raw)? (?:"(?=[^"\\n]*")|'(?=[^'\\n]*'))([^"'\\n]{4,256})`),
  command("bw unlock", `(?: --raw)? ${WORD}`, isChosenStrictly),
  command("jenkins-cli", `${ON} -auth [^\\s:]{1,64}:${WORD}`),
  command(
    "bundle config",
    `(?: set| --[a-z]{2,10}){0,3} [\\w-]{1,40}\\.[\\w.-]{1,60} (?:(?![0-9a-f]{8}:[0-9a-f]{8}(?![\\w-]))[\\w-]{1,40}:)?${WORD}`,
    (word) => isUuidOrKey(word) || /^[0-9a-f]{8}:[0-9a-f]{8}$/.test(word),
    reportKey,
  ),
  command("bundle config", `(?: set| --[a-z]{2,10}){0,3} ${BUNDLE_HOST} ${BUNDLE_LOGIN}`, isChosen),
  command("BUNDLE_", `${BUNDLE_VARIABLE}${BUNDLE_LOGIN}`, isChosen),
  command("BUNDLE_", `${BUNDLE_VARIABLE}${BUNDLE_PAIR}`, () => true, reportKey),
  ...["nuget push", "netbird"].map((keyword) => command(keyword, `${ON} -k ${WORD}`, isUuidOrKey, reportKey)),
  command("gitlab-runner", `${ON} -r ${WORD}`, isUuidOrKey, reportKey),
  command("microk8s join", ` [\\w.:[\\]-]{1,80}\\/([0-9a-f]{32})(?![0-9a-f])`, () => true, reportKey),
  command("set-agent-token", ` [a-z_]{2,30} ${WORD}`, isUuidOrKey, reportKey),
  // wireless networks
  command("iwconfig", `${ON} key (?:s:)?${WORD}`, isChosen),
  command(
    "create_ap",
    `(?: --?[a-z-]{1,20}(?: [0-9]{1,4})?){0,6} [\\w.-]{2,16} [\\w.-]{2,16} ${NAME} ${QUOTED_OR_WORD}`,
    isWordOrPhrase,
  ),
  command("setairportnetwo", `rk \\S{1,20} ${NAME} ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("relessnetwork", `atindex \\S{1,20} ${NAME} \\S{1,4} \\S{1,20} ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("wpa_passphrase", ` ${NAME} ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("ifi connect", ` ${NAME}${ON} password ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("-sec.psk", `["']? ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("security.psk", `["']? ${QUOTED_OR_WORD}`, isWordOrPhrase),
  command("netsh wlan", `${ON} key=${QUOTED_OR_WORD}`, (word) => word !== "clear" && isWordOrPhrase(word)),
  command("set_network", ` [0-9]{1,3} (?:psk|wep_key[0-3]|password) ["'\\\\]{0,4}(?<=["'])${WORD}`),
  // databases
  command("db2 connect to", ` \\S{1,64} user \\S{1,64} using ${WORD}`),
  command("isql", `(?: -[a-z]{1,4}){0,3} [\\w.-]{1,64} [\\w.@\\\\-]{1,64} ${WORD}`, isChosenStrictly),
  command("initial-password", ` ${WORD}`, isChosen),
  // accounts of programs and machines
  ...["impacket-", "exec.py", "secretsdump.py", "lient.py", "SPNs.py", "TGT.py"].map((keyword) =>
    command(
      keyword,
      `[^\\n;|&]{0,120}? ["']?(?:[\\w.-]{1,64}\\/)?[\\w.$-]{1,64}:["']?([^\\s"'@/]{4,128})["']?@(?=[\\w.-])`,
    )
  ),
  ...["reg add", "reg.exe add", "REG ADD"].map((keyword) => ({ keyword, visit: findRegistryValue })),
  command("cifs", `${ON} user(?:name)?=[^\\s,%]{1,64}%([^\\s,"'\`]{4,128})`),
  command("b2 account autho", `rize [0-9a-f]{12,32} ["']?(K[0-9a-zA-Z]{20,40})`, isUuidOrKey, reportKey),
  command("b2 authorize-acc", `ount [0-9a-f]{12,32} ["']?(K[0-9a-zA-Z]{20,40})`, isUuidOrKey, reportKey),
  command(
    "oathtool",
    `(?: -{1,2}[a-z-]{1,20}(?:[= ][a-z0-9]{1,6})?){0,6} ["']?([A-Z2-7]{16,64}={0,6}|[0-9a-f]{20,64})`,
    (seed) => /[0-9]/.test(seed),
    reportKey,
  ),
  command("gh secret set", ` [A-Z0-9_]{2,80}(?: --?[a-z-]{1,20} \\S{1,80}){0,3} -b=?${WORD}`, isChosen),
  command("-hashes ", `(?:[0-9a-f]{32})?:([0-9a-f]{32})(?![0-9a-f])`, () => true, reportKey),
  command(
    "password-command",
    `[ =]["']echo ["']?([^\\s"']{6,256})`,
    (word) => isChosen(word) || isPassphrase(word),
  ),
  command("steamcmd", `${ON} \\+login \\S{1,64} (?!\\+)${WORD}`, isChosen),
  command("-serial ", `["']?([A-Z0-9]{2}(?:-[A-Z0-9]{4}){5})(?![A-Z0-9-])`, () => true, reportKey),
  command("mount_smbfs", `${ON} ["']?//[^\\s:@/]{1,64}:([^\\s"'@/]{4,128})(?=@)`),
  ...["ickServ IDENTIFY", "ickserv identify", "ickServ identify"].map((keyword) =>
    command(keyword, `(?: [\\w|\\[\\]-]{1,40})?? ${WORD}(?=\\s*(?:$|\\n))`, isChosen)
  ),
  command("useradd", `${ON} -p ${WORD}`, isChosenStrictly),
  ...["slappasswd", "ldappasswd"].map((keyword) => command(keyword, `${ON} -s ${WORD}`)),
  command("reset-admin-pas", `sword${ON} ${WORD}$`, isChosen),
  command("prosodyctl", ` register \\S{1,64} \\S{1,100} ${WORD}`),
  command("ejabberdctl", ` (?:register|change_password) \\S{1,64} \\S{1,100} ${WORD}`),
  command("drush", `${ON} (?:upwd|upw|user-password|user:password) \\S{1,64} (?:--password=)?${WORD}`),
  command("mosquitto_passwd", `${ON} -b \\S{1,160} \\S{1,64} ${WORD}`),
  command("mc admin user", ` add \\S{1,64} \\S{1,128} ${WORD}`),
  command("ab -A ", `["']?[^\\s:"']{1,64}:([^\\s"'\`<>|;&\\\\]{4,4096})`),
  command("ab -", `[nc] ${ON} -A ["']?[^\\s:"']{1,64}:([^\\s"'\`<>|;&\\\\]{4,4096})`, isChosen),
  command("SCRAM-SHA-", `(?:256|512)=\\[[^\\]\\n]{0,80}?password=([^\\],\\n"']{4,256})(?=[\\],])`),
  {
    keyword: "set-env ",
    visit: (text, at, report) => {
      const [whole = "", name = ""] =
        /^set-env (?:\S{1,80} )??([A-Za-z]\w{1,80}) (?=\S{1,4096}\s*(?:[\n;|&]|$))/.exec(
          text.slice(at, at + 300),
        ) ?? [];
      if (name !== "") reportIfSecret(text, name, at + whole.length, report);
    },
  },
  command("dscl", `${ON} -passwd \\S{1,100} ${WORD}`),
  command("cf auth", ` \\S{1,100} ${WORD}`, isChosen),
  command("cmdkey", `${ON} /pass:${WORD}`),
  command("x11vnc", `${ON} -(?:store)?passwd ${WORD}`),
  command(
    "smbclient",
    ` ["']?[/\\\\]{2}\\S{1,160} ${WORD}`,
    (word) => !word.startsWith("-") && isChosenStrictly(word),
  ),
  // what is locked with a password
  ...["input_pw", "user_pw", "owner_pw", "-upw", "-opw"].map((keyword) =>
    command(keyword, ` ${QUOTED_OR_WORD}`, isWordOrPhrase)
  ),
  ...["", " \\S{1,100}"].map((first) => command("qpdf", `${ON} --encrypt${first} ${WORD}`, isChosen)),
  {
    keyword: " -hp",
    visit: finder(
      new RegExp(`(?<=\\b(?:rar|7z)\\b[^\\n;|&]{0,160}) -hp${QUOTED_OR_WORD}`, "y"),
      isWordOrPhrase,
    ),
  },
  command("openssl enc", `${ON} -k ${WORD}`),
  command("openssl aes", `${ON} -k ${WORD}`),
  command(
    "openssl passwd",
    `(?: -(?:[156]|apr1|crypt|table|noverify|salt \\S{1,40})){0,4} ${WORD}`,
    isChosen,
  ),
  command("mkpasswd", `(?: -(?:[a-zA-Z]|-[a-z-]{1,20})(?:[= ][\\w-]{1,30})?){0,4} ${WORD}`, isChosenStrictly),
  {
    keyword: "-hmac ",
    visit: finder(
      new RegExp(`(?<=openssl [^\\n;|&]{0,160})-hmac ${QUOTED_OR_WORD}`, "y"),
      isWordOrPhrase,
      reportKey,
    ),
  },
  command("hdparm", `${ON} --security-(?:set-pass|unlock|erase|erase-enhanced|disable) ${WORD}`),
  command("snmp", `[a-z]{2,10}${ON} -c ${WORD}`, isCommunity),
];
