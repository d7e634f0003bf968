/** Lines of settings that have their secret at a place of their own: of routers and switches, of SNMP, of daemons, of files of passwords. */
import { QUOTED_OR_WORD } from "../commands/command_words.ts";
import { isChosen, isChosenStrictly, isCommunity, isGiven, isKeyLike } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isGivenOrWords, isGivenWordOrPhrase } from "../judgement/passphrase.ts";
import { finder } from "../pattern_finder.ts";
import { reportKey, reportPassword } from "../report.ts";

/** A secret of a line without spaces, perhaps in quotes, behind the number of its way to be encrypted. */
const WORD = `(?:[0-9] )?["']?([^\\s"';]{4,256})`;

function line(
  keyword: string,
  rest: string,
  accept: (value: string) => boolean,
  take = reportPassword,
): Keyword {
  const name = keyword.replace(/[.*[\]]/g, "\\$&");
  return { keyword, visit: finder(new RegExp(name + rest, "y"), accept, take) };
}

/** Of routers, switches and firewalls. */
const DEVICES: readonly Keyword[] = [
  line("tication-key ", `(?:[0-9]{1,5} (?:md5|sha[0-9-]{0,4}) )?${WORD}`, isChosen),
  line("/wireless_wpa ", `string ${WORD}`, isGiven),
  line("digest-key ", `(?:[0-9]{1,3} )?md5 ${WORD}`, isGiven),
  ...["-server key ", "-server host "].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(
        `(?<=tacacs|radius)-server (?:host \\S{1,60} (?:[a-z-]{3,12} [0-9]{1,6} ){0,4})?key ${WORD}`,
        "y",
      ),
      isChosen,
    ),
  })),
  line("isakmp key ", `${WORD}(?=["']? (?:address|hostname) )`, isGiven),
  line("chap password ", WORD, isChosen),
  line("key-string ", WORD, isChosen),
  line(
    "ascii-text ",
    `"([^"\\n]{4,256})(?=")`,
    (value) => isGivenOrWords(value) || /^\$[89]\$[A-Za-z0-9./$+=-]{8,}$/.test(value),
  ),
  { keyword: " ENC ", visit: finder(/(?<=set [a-z-]{3,24}) ENC ["']?([^\s"']{8,400})/y, isChosen) },
  // OpenWrt
  line("option key ", `["']([^"'\\n]{4,128})(?=["'])`, isGivenOrWords),
  line("wireless.", `[\\w@[\\]-]{1,40}\\.key=["']?([^\\s"']{4,128})`, isGivenOrWords),
];

/** What a client of Confluent's registry logs in with. */
const REGISTRIES: readonly Keyword[] = [
  line("auth.user.info", `["']?\\s?[=:]\\s?["']?[^\\s:"']{1,128}:([^\\s"',;]{6,512})`, isChosen),
];

/** Users and communities of SNMP. */
const SNMP: readonly Keyword[] = [
  ...["auth sha ", "auth md5 "].map((keyword) => line(keyword, WORD, isChosen)),
  ...["priv aes ", "priv des ", "priv 3des "].map((keyword) =>
    line(keyword, `(?:(?:128|192|256) )?["']?([^\\s"']{4,128})`, isChosen)
  ),
  ...["createUser ", "usmUser "].flatMap((keyword) =>
    ["", ` (?:"[^"\\n]{1,200}"|\\S{1,200}) (?:DES|AES)[0-9-]{0,7}`].map((further) =>
      line(
        keyword,
        `(?:-e \\S{1,60} )?\\S{1,64} (?:MD5|SHA[0-9-]{0,7})${further} ${QUOTED_OR_WORD}`,
        (value) => isGivenWordOrPhrase(value, 2),
      )
    )
  ),
  ...["rocommunity", "rwcommunity"].map((keyword) =>
    line(keyword, `6?[ \\t]{1,20}["']?([^\\s"']{4,64})`, isCommunity)
  ),
  // Junos
  line("snmp community ", `["']?([^\\s"';]{4,64})["']?(?=[ \\t]{1,8}authorization\\b)`, isCommunity),
  line("snmp community ", `["']?([^\\s"';]{4,64})`, isChosenStrictly),
  line("com2sec", `6?(?:[ \\t]{1,20}\\S{1,64}){2}[ \\t]{1,20}["']?([^\\s"']{4,64})`, isCommunity),
];

/** Of daemons and databases. */
const DAEMONS: readonly Keyword[] = [
  {
    keyword: "allow ",
    visit: finder(
      /(?<=(?:^|\n|→)[ \t]{0,40})allow ["']?[\w.-]{1,32}:["']?([^\s"']{4,128})["']?[ \t]{0,20}(?:read-?only[ \t]{0,20})?(?=\r?\n|$)/y,
      (password) => /[:/]/.test(password) ? isChosenStrictly(password) : isGiven(password),
    ),
  },
  line(
    "AuthUserPass ",
    `["']?[^\\s"']{1,64}["']? ${QUOTED_OR_WORD}`,
    (value) => isGivenWordOrPhrase(value, 2),
  ),
  line("auth_basic_user ", `["']?[^\\s:"']{1,64}:([^\\s"';]{4,128})`, isGiven),
  line(
    "basicauth ",
    `\\/\\S{0,60} [\\w.@-]{1,64} ["']?([^\\s"'{]{4,128})["']?[ \\t]{0,20}(?=\\r?\\n|$)`,
    isGiven,
  ),
  line("stats auth ", `[^\\s:]{1,64}:([^\\s]{4,128})(?=\\s|$)`, isGiven),
  line("login=", `[^\\s:"'&*]{1,64}:([^\\s"'&;]{4,128})`, isChosenStrictly),
  line("register => ", `[^\\s:@]{1,64}:([^\\s:@]{4,128})(?=[:@])`, isGiven),
  // The keys by which servers of names know each other.
  line('secret "', `([A-Za-z0-9+/]{16,128}={0,2})(?=";)`, (value) => isKeyLike(value, 16), reportKey),
  ...["PRAGMA ", "pragma "].map((keyword) =>
    line(
      keyword,
      `(?:hex)?(?:re)?key ?=? ?\\(? ?\\\\{0,3}["'](?:x\\\\{0,3}["'])?([^"'\\n\\\\]{4,256})(?=\\\\{0,3}["'])`,
      isGivenOrWords,
    )
  ),
  {
    keyword: "KEY '",
    visit: finder(
      /(?<=(?:ATTACH|attach) [^\n;]{1,200}|\b(?:AS|as) \w{1,40} )KEY '([^'\n]{4,256})(?=')/y,
      isGivenOrWords,
    ),
  },
  ...["\npass ", "\nPass "].map((keyword) =>
    line(
      keyword,
      `["']?([^\\s"']{4,128})["']?[ \\t]{0,40}(?=\\r?\\n|$)`,
      // A function of C++ that gives a pass of a compiler.
      (password) => isChosenStrictly(password) && !/^[*&]?\w+\(/.test(password),
    )
  ),
];

/** Of files that hold nothing but passwords. */
const PASSWORD_FILES: readonly Keyword[] = [
  // Postfix
  ...["]:587 ", "]:465 ", "]:25 "].map((keyword) =>
    line(keyword, `[^\\s:]{1,80}:([^\\s]{4,128})(?=\\s|$)`, isGiven)
  ),
  ...[" l2tpd ", " pptpd "].map((keyword): Keyword => ({
    keyword,
    visit: finder(
      new RegExp(
        `(?<=(?:^|\\n|→)["']?[\\w.@*-]{1,64}["']?[ \\t]{0,20})${keyword}[ \\t]{0,20}["']?([^\\s"']{4,128})["']?[ \\t]`,
        "y",
      ),
      isGiven,
    ),
  })),
  // Dovecot
  ...["{PLAIN}", "{CLEAR}", "{CLEARTEXT}"].map((keyword): Keyword => (
    { keyword, visit: finder(new RegExp(`\\${keyword}([^:\\s"']{4,128})`, "y"), isGiven) }
  )),
  // PostgreSQL, for any host, port and database
  line(":*:*:", `[\\w.-]{1,63}:([^\\s:]{4,128})(?=\\s|$)`, isGiven),
  // Apache's and FPM's lines for PHP
  line("php_value ", `[\\w.]{0,40}?(?:pass(?:word|wd)?|_pw|secret|token)[ \\t]{1,8}${WORD}`, isGiven),
  line("php_admin_value ", `[\\w.]{0,40}?(?:pass(?:word|wd)?|_pw|secret|token)[ \\t]{1,8}${WORD}`, isGiven),
  line("<auth-user-pass>", `\\s{0,4}\\n[^\\n]{1,64}\\n([^\\s<]{4,128})`, isGiven),
];

/** What such lines begin with, or have before their secrets. */
export const SETTING_LINE_KEYWORDS: readonly Keyword[] = [
  ...DEVICES,
  ...REGISTRIES,
  ...SNMP,
  ...DAEMONS,
  ...PASSWORD_FILES,
];
