/** Passwords that are typed or spoken by a protocol: into prompts, fields of browsers, servers of mail and files. */
import { type Report, WEIGHT } from "../../finding.ts";
import { isChosen, isChosenStrictly, isGiven } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { isPassphrase } from "../judgement/passphrase.ts";
import { reportPassword } from "../report.ts";
import { findReadVariable } from "./typed_secret.ts";
import { finder, type Take } from "../pattern_finder.ts";

const ELEMENT =
  /element\\{0,3}"? ?: ?\\{0,3}"[^"\n]{0,60}(?:[Pp]ass|[Pp]wd|PIN|OTP|[Ss]ecret|[Tt]oken)[^"\n]{0,60}"[^{}\n]{0,160}?(?:text|value)\\{0,3}"? ?: ?\\{0,3}"([^"\\\n]{4,128})/y;

/** What a program for browsers was told to type: `{"element": "Password field", "text": "…"}`. */
const findTyped = finder(ELEMENT, isChosen);

/** What a browser's driver says that it fills in: `filling "X" into getByTestId('login-password')`. */
const findFilled = finder(
  /filling "([^"\n]{4,128})"(?= into [^\n]{0,120}(?:[Pp]ass(?:word|wd|phrase|code)|[Pp]wd|[Ss]ecret|[Tt]oken))/y,
  isChosen,
);

/** A prompt and what was typed behind it, where that is shown. */
const findAtTypedPrompt = finder(
  /(?:nter|ype|epeat|onfirm|etype) (?:[a-z]{2,12} ){0,3}(?:pass ?(?:word|phrase|code)|PIN)(?: (?:for|of|to) [^\s:]{1,80})?: ([^\s*•]{4,128})(?=[ \t]*(?:\r?\n|$))/y,
  isChosen,
);

const SEND = /send (?:-- )?"([^"\\\n]{4,128})(?=\\[rn])/y;
const PROMPT = /assword|assphrase|PIN/;

/** expect's answer to a prompt for a password. */
function findSent(text: string, at: number, report: Report): void {
  SEND.lastIndex = at;
  const match = SEND.exec(text);
  const password = match?.[1];
  if (match === null || password === undefined || !isGiven(password)) return;
  if (!PROMPT.test(text.slice(Math.max(0, at - 160), at))) return;
  const end = at + match[0].length;
  reportPassword(report, { start: end - password.length, end });
}

/** FTP's and POP's, behind `USER` and what the server says to that. */
const PASS =
  /(?<=(?:^|\n|[:>] ?|"|(?:^|\n)[0-9]{3}[ -])USER [^\n]{1,200}\n(?:[^\n]{0,120}\n){0,2}[^\n]{0,80})PASS (\S{4,128})(?=\s|$)/y;

/** `PASS …` of a session behind `USER …`. */
export const findPass: Keyword["visit"] = finder(PASS, isGiven);

/** IMAP's, behind the number that a client gives to each command. */
const LOGIN =
  /(?<=(?:^|\n|[:>] ?|[CS]: |→|["'])[A-Za-z]{0,6}[0-9]{1,8} )LOGIN \\{0,3}"?[\w.@+-]{1,80}\\{0,3}"? \\{0,3}"?([^\s"\\]{4,128})(?=[\s"\\]|$)/y;

const HERE_STRING = /<<< ?["']?((?<=')[^'\n]{4,4096}|(?<=")[^"\n]{4,4096}|[^\s"'`<>|;&]{4,4096})/y;

/** Commands that take a secret from there. */
const TAKES_SECRET =
  /(?:store-secret|(?<!\w)su -|kinit|passwd|secret-tool|login|-stdin|secrets? (?:set|put|add|create)|cryptsetup|sudo -S|keyring|env add|secret create|argon2|mkpasswd|htpasswd|openssl|gpg2?|vault|gocryptfs|zfs|ssh-add|smbclient|ansible-vault|context create \S{1,40}|keys set \S{1,40}|pass insert|obscure|resetpassword|-fd[= ]0|=-|=\/dev\/stdin)[^\n|;]{0,160}$/;

const HERE_WORD = /<<< ?["']?([^\s"'`<>|;&]{4,256})/y;

/** Commands that take nothing else from there. */
const TAKES_PASSWORD =
  /(?:^|[\s;&|(])(?:sudo (?:-[A-Za-z]{1,3} )?(?:-[A-Za-z]{0,3}S|--stdin)\b|passwd\b[^\n|;]{0,40}--stdin|kinit\b|smbpasswd -[a-z]{0,3}s)[^\n|;]{0,160}$/;

const CHANGED =
  /(?<=chpasswd(?: -[a-z-]{1,10}){0,3} {1,3})<<< ?["']?[a-z_][\w.-]{0,31}:([^\s"'`<>|;&]{4,256})/y;

/** So much of a line tells which command takes what stands behind it. */
const COMMAND_CHARACTERS = 300;

/** What is given to a command that stands before it: looked at only where what is given may be a secret. */
function finderBehind(
  command: RegExp,
  pattern: RegExp,
  accept: (given: string) => boolean,
): ReturnType<typeof finder> {
  return (text, at, report) => {
    const isTaken = (given: string) =>
      accept(given) && command.test(text.slice(Math.max(0, at - COMMAND_CHARACTERS), at));
    finder(pattern, isTaken)(text, at, report);
  };
}

const findHereString = finderBehind(
  TAKES_SECRET,
  HERE_STRING,
  (text) => isChosen(text) || isPassphrase(text),
);
const findHerePassword = finderBehind(TAKES_PASSWORD, HERE_WORD, isGiven);
const findChanged = finder(CHANGED, isGiven);

function findInHereString(text: string, at: number, report: Report): void {
  findHereString(text, at, report);
  findHerePassword(text, at, report);
  findChanged(text, at, report);
  findReadVariable(text, at, report);
}

const SASL =
  /(?:AUTH|SASL) (?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2) ([A-Za-z0-9+/]{8,2000}={0,2})(?![A-Za-z0-9+/=])/y;
/** The server asks for a password in base64; the next line is the answer. */
const PROMPTED =
  /UGFzc3dvcmQ6\s*?\n[^\n]{0,24}?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{4,400}={0,2})[ \t\r]*(?=\n|$)/y;

const takeLogin: Take = (report, stretch) =>
  report({ ...stretch, kind: "basic-auth", weight: WEIGHT.context });

const any = () => true;

/** Where something is typed or sent. */
export const TYPED_KEYWORDS: readonly Keyword[] = [
  { keyword: 'element"', visit: findTyped },
  { keyword: 'element\\"', visit: findTyped },
  { keyword: "element: ", visit: findTyped },
  { keyword: 'filling "', visit: findFilled },
  ...["nter pass", "nter your pass", "nter new pass", "epeat pass", "onfirm pass", "etype pass"].map((
    keyword,
  ) => (
    { keyword, visit: findAtTypedPrompt }
  )),
  { keyword: 'send "', visit: findSent },
  { keyword: 'send -- "', visit: findSent },
  ...["<<< ", "<<<'", '<<<"'].map((keyword) => ({ keyword, visit: findInHereString })),
  {
    keyword: "xdotool type",
    visit: finder(
      /xdotool type (?:--?[a-z]{1,20} (?:[0-9]{1,4} )?){0,3}["']?([^\s"']{4,1024})/y,
      isChosenStrictly,
    ),
  },
  { keyword: "LOGIN ", visit: finder(LOGIN, isGiven) },
  { keyword: "AUTH ", visit: finder(SASL, (login) => /[A-Z0-9+/]/.test(login), takeLogin) },
  { keyword: "SASL PLAIN ", visit: finder(SASL, (login) => /[A-Z0-9+/]/.test(login), takeLogin) },
  { keyword: "UGFzc3dvcmQ6", visit: finder(PROMPTED, any, takeLogin) },
  { keyword: "WIFI:", visit: finder(/WIFI:[^\n]{0,120}?\bP:([^;\n]{4,128})(?=;)/y, isGiven) },
  {
    keyword: "auth-migration:",
    visit: finder(
      /auth-migration:\/\/offline\?data=([A-Za-z0-9%+/=_-]{20,4000})/y,
      any,
      (report, stretch) => report({ ...stretch, kind: "otp-seed", weight: WEIGHT.format }),
    ),
  },
];
