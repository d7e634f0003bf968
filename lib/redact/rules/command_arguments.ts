/** Commands that take a password or a key as an argument of their own: between others, or as the only one. */
import { command, ON, WORD } from "./command_words.ts";
import { isChosen, isChosenStrictly, isGiven, isKeyLike } from "./given_value.ts";
import type { Keyword } from "./keyword.ts";
import { isPassphrase } from "./passphrase.ts";
import { finder } from "./pattern_finder.ts";
import { reportKey } from "./report.ts";

const isKey = (word: string) =>
  isKeyLike(word, 16) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word);

/** A command whose last argument is a key. */
const keyOf = (keyword: string, rest = "") =>
  command(keyword, `${rest}(?: --?[a-z-]{1,30}(?:=\\S{1,80})?){0,3} ${WORD}`, isKey, reportKey);

/** A name in quotes, in which spaces may stand, or bare. */
const NAME = `(?:"[^"\\n]{1,64}"|'[^'\\n]{1,64}'|[^\\s"']{1,64})`;

/** What is in quotes is one argument, words of a phrase among it. */
const QUOTED_OR_WORD =
  `(?:"(?=[^"\\n]{4,256}")|'(?=[^'\\n]{4,256}')|(?!["']))((?<=")[^"\\n]{4,256}|(?<=')[^'\\n]{4,256}|[^\\s"'\`<>|;&\\\\]{4,256})`;

const isGivenOrWords = (value: string) => /\s/.test(value) ? isPassphrase(value, 2) : isGiven(value);

const isCommunity = (word: string) => isGiven(word) && !/^(?:public|private|community)$/.test(word);

/** Of each the keyword is told, and the rest must follow. */
export const COMMAND_ARGUMENTS: readonly Keyword[] = [
  // keys
  ...["shodan init", "vt init", "cargo login", "setapikey", "setApiKey", "operator unseal"]
    .map((keyword) => keyOf(keyword)),
  ...["pypi-token.", "github-oauth.", "gitlab-token.", "gitlab-oauth."].map((keyword) =>
    keyOf(keyword, "\\S{1,64}")
  ),
  command("vault login", `${ON} (?:token=)?${WORD}`, isKey, reportKey),
  keyOf("red service inst", "all"),
  keyOf("set token"),
  command("twilio login", ` AC\\w{32} ${WORD}`, isKey, reportKey),
  command("pm2 link", ` ${WORD}`, isKey, reportKey),
  command("jenkins-cli", `${ON} -auth [^\\s:]{1,64}:${WORD}`),
  command("pm2 link", ` \\S{1,80} ${WORD}`, isKey, reportKey),
  command(
    "bundle config",
    `(?: set| --[a-z]{2,10}){0,3} [\\w-]{1,40}\\.[\\w.-]{1,60} (?:(?![0-9a-f]{8}:[0-9a-f]{8}(?![\\w-]))[\\w-]{1,40}:)?${WORD}`,
    (word) => isKey(word) || /^[0-9a-f]{8}:[0-9a-f]{8}$/.test(word),
    reportKey,
  ),
  ...["nuget push", "netbird"].map((keyword) => command(keyword, `${ON} -k ${WORD}`, isKey, reportKey)),
  command("gitlab-runner", `${ON} -r ${WORD}`, isKey, reportKey),
  command("set-agent-token", ` [a-z_]{2,30} ${WORD}`, isKey, reportKey),
  // wireless networks
  command("iwconfig", `${ON} key (?:s:)?${WORD}`, isChosen),
  command(
    "create_ap",
    `(?: --?[a-z-]{1,20}(?: [0-9]{1,4})?){0,6} [\\w.-]{2,16} [\\w.-]{2,16} ${NAME} ${QUOTED_OR_WORD}`,
    isGivenOrWords,
  ),
  command("setairportnetwo", `rk \\S{1,20} ${NAME} ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("relessnetwork", `atindex \\S{1,20} ${NAME} \\S{1,4} \\S{1,20} ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("wpa_passphrase", ` ${NAME} ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("ifi connect", ` ${NAME}${ON} password ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("-sec.psk", `["']? ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("security.psk", `["']? ${QUOTED_OR_WORD}`, isGivenOrWords),
  command("netsh wlan", `${ON} key=${QUOTED_OR_WORD}`, (word) => word !== "clear" && isGivenOrWords(word)),
  command("set_network", ` [0-9]{1,3} (?:psk|wep_key[0-3]|password) ["'\\\\]{0,4}(?<=["'])${WORD}`),
  // databases
  ...["PRAGMA", "pragma"].map((keyword) =>
    command(
      keyword,
      ` (?:re|hex|hexre)?key ?=? ?\\(? ?\\\\{0,3}["'](?:x\\\\{0,3}["'])?([^"'\\n\\\\]{4,256})\\\\{0,3}["']`,
      isGivenOrWords,
    )
  ),
  command("db2 connect to", ` \\S{1,64} user \\S{1,64} using ${WORD}`),
  command("isql", `(?: -[a-z]{1,4}){0,3} [\\w.-]{1,64} [\\w.@\\\\-]{1,64} ${WORD}`, isChosenStrictly),
  command("initial-password", ` ${WORD}`, isChosen),
  {
    keyword: "KEY '",
    visit: finder(/(?<=(?:ATTACH|attach) [^\n;]{1,200})KEY '([^'\n]{4,256})'/y, isGivenOrWords),
  },
  // accounts of programs and machines
  ...["impacket-", "exec.py", "secretsdump.py", "lient.py", "SPNs.py", "TGT.py"].map((keyword) =>
    command(
      keyword,
      `[^\\n;|&]{0,120}? ["']?(?:[\\w.-]{1,64}\\/)?[\\w.$-]{1,64}:["']?([^\\s"'@/]{4,128})["']?@(?=[\\w.-])`,
    )
  ),
  command("cifs", `${ON} user(?:name)?=[^\\s,%]{1,64}%([^\\s,"'\`]{4,128})`),
  command("useradd", `${ON} -p ${WORD}`, isChosenStrictly),
  ...["slappasswd", "ldappasswd"].map((keyword) => command(keyword, `${ON} -s ${WORD}`)),
  command(
    "reg add",
    `${ON} \\/v ["']?[\\w ]{0,40}(?:[Pp]assword|[Pp]asswd|[Pp]wd|[Ss]ecret|[Tt]oken)["']?${ON} \\/d ${WORD}`,
    isChosen,
  ),
  command("reset-admin-pas", `sword${ON} ${WORD}$`, isChosen),
  command("prosodyctl", ` register \\S{1,64} \\S{1,100} ${WORD}`),
  command("ejabberdctl", ` (?:register|change_password) \\S{1,64} \\S{1,100} ${WORD}`),
  command("drush", `${ON} (?:upwd|upw|user-password|user:password) \\S{1,64} (?:--password=)?${WORD}`),
  command("mosquitto_passwd", `${ON} -b \\S{1,160} \\S{1,64} ${WORD}`),
  command("cf auth", ` \\S{1,100} ${WORD}`, isChosen),
  command("cmdkey", `${ON} /pass:${WORD}`),
  command("x11vnc", `${ON} -(?:store)?passwd ${WORD}`),
  command(
    "smbclient",
    ` ["']?[/\\\\]{2}\\S{1,160} ${WORD}`,
    (word) => !word.startsWith("-") && isChosenStrictly(word),
  ),
  // what is locked with a password
  ...["input_pw", "user_pw", "owner_pw"].map((keyword) =>
    command(keyword, ` ${QUOTED_OR_WORD}`, isGivenOrWords)
  ),
  ...["-upw", "-opw"].map((keyword) => command(keyword, ` ${QUOTED_OR_WORD}`, isGivenOrWords)),
  command("qpdf", `${ON} --encrypt ${WORD}`, isChosen),
  command("qpdf", `${ON} --encrypt \\S{1,100} ${WORD}`, isChosen),
  {
    keyword: " -hp",
    visit: finder(
      new RegExp(`(?<=\\b(?:rar|7z)\\b[^\\n;|&]{0,160}) -hp${QUOTED_OR_WORD}`, "y"),
      isGivenOrWords,
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
  command("hdparm", `${ON} --security-(?:set-pass|unlock|erase|erase-enhanced|disable) ${WORD}`),
  // services of networks and their files
  command("snmp", `[a-z]{2,10}${ON} -c ${WORD}`, isCommunity),
  ...["rocommunity", "rwcommunity"].map((keyword) => command(keyword, `6? ${WORD}`, isCommunity)),
  command("com2sec", `6? \\S{1,40} \\S{1,60} ${WORD}`, isCommunity),
  ...["createUser ", "usmUser "].flatMap((keyword) => [
    command(
      keyword,
      `(?:-e \\S{1,60} )?[\\w.-]{1,64} (?:MD5|SHA[0-9-]{0,7}) ${QUOTED_OR_WORD}`,
      isGivenOrWords,
    ),
    command(
      keyword,
      `(?:-e \\S{1,60} )?[\\w.-]{1,64} (?:MD5|SHA[0-9-]{0,7}) (?:"[^"\\n]{1,200}"|\\S{1,200}) (?:DES|AES[0-9-]{0,7}) ${QUOTED_OR_WORD}`,
      isGivenOrWords,
    ),
  ]),
  {
    keyword: "allow ",
    visit: finder(
      /(?<=(?:^|\n|→)[ \t]*)allow "?[a-z][\w.-]{0,31}:"?([^\s"':/]{4,128})(?="?[ \t]*(?:read-?only)?[ \t]*(?:\r?\n|$))/y,
      isGiven,
    ),
  },
  {
    keyword: "davfs2/secrets",
    visit: finder(
      /davfs2\/secrets[\s\S]{0,600}?https?:\/\/\S{1,200}[ \t]+"?[\w.@\\-]{1,64}"?[ \t]+"?([^\s"]{4,128})/y,
      isGiven,
    ),
  },
];
