/** Commands that take a secret at a place of their own: what is found from their names. */
import { isChosen, isChosenStrictly, isGiven, isUuidOrKey } from "../judgement/given_value.ts";
import type { Keyword } from "../keyword.ts";
import { reportKey, reportPassword } from "../report.ts";
import { finder } from "../pattern_finder.ts";

/** Takes a word as it stands on a command line; in quotes it may hold the signs that end one elsewhere. */
export const GIVEN_WORD =
  `["']?((?<=")[^"\\s]{4,4096}(?=")|(?<=')[^'\\s]{4,4096}(?=')|[^\\s"'\`<>|;&\\\\]{4,4096})`;

/** Letters and digits of hexadecimal both, of exactly so many. */
const isHex = (length: number) => (text: string) =>
  text.length === length && /^[0-9a-f]+$/.test(text) && /[0-9]/.test(text) && /[a-f]/.test(text) &&
  !/^(.)\1+$/.test(text);

/** Up to the place of a secret, within the same command. */
export const ON = "[^\\n;|&]{0,240}?";

/** A word in quotes, which may hold spaces, or bare. */
export const WORD =
  `(?:"(?=[^"\\n]{4,4096}")|'(?=[^'\\n]{4,4096}'))?((?<=")[^"\\s]{4,4096}(?=")|(?<=')[^'\\s]{4,4096}(?=')|[^\\s"'\`<>|;&\\\\]{4,4096})`;

/** What is in quotes is one argument, words of a phrase among it. */
export const QUOTED_OR_WORD =
  `(?:"(?=[^"\\n]{4,256}")|'(?=[^'\\n]{4,256}')|(?!["']))((?<=")[^"\\n]{4,256}|(?<=')[^'\\n]{4,256}|[^\\s"'\`<>|;&\\\\]{4,256})`;

/** A command, and an expression from its name to the secret. */
export function command(
  keyword: string,
  rest: string,
  accept: (word: string) => boolean = isGiven,
  take = reportPassword,
): Keyword {
  const name = keyword.replace(/[.|]/g, "\\$&");
  return { keyword, visit: finder(new RegExp(`${name}${rest}`, "y"), accept, take) };
}

/** Of each the keyword is told, and the rest must follow. */
export const COMMAND_WORDS: readonly Keyword[] = [
  {
    keyword: "wandb login",
    visit: finder(
      /wandb login(?: --?[a-z-]{1,30}(?:=\S{1,80})?){0,4} ["']?([0-9a-f]{40})(?![0-9a-f])/y,
      isHex(40),
      reportKey,
    ),
  },
  command("zrok enable", ` ${WORD}`, isUuidOrKey, reportKey),
  {
    keyword: "-Dsonar.",
    visit: finder(new RegExp(`-Dsonar\\.(?:login|password|token)=${GIVEN_WORD}`, "y"), isGiven),
  },
  {
    keyword: "rabbitmqctl",
    visit: finder(
      new RegExp(
        `rabbitmqctl(?: -[a-z] \\S{1,60}){0,2} (?:add_user|change_password|authenticate_user) [^\\s"']{1,64} ${GIVEN_WORD}`,
        "y",
      ),
      isGiven,
    ),
  },
  command("freerdp", `${ON} /p:${WORD}`),
  command("chtasks", `${ON} /rp ${WORD}`),
  command("signtool", `${ON} /p ${WORD}`),
  command(
    "mission-remote",
    `${ON} (?:-n|--auth) ["']?[^\\s"':]{1,64}:([^\\s"'\`<>|;&]{4,4096})`,
  ),
  // The passwords of authentication and of encryption.
  command("snmp", `[a-z]{2,10}${ON} -A ${WORD}`),
  command("snmp", `[a-z]{2,10}${ON} -X ${WORD}`),
  command("mc alias set", ` \\S{1,64} \\S{1,200} \\S{1,128} ${WORD}`),
  command("mc config host", ` add \\S{1,64} \\S{1,200} \\S{1,128} ${WORD}`),
  command("http-basic.", `[\\w.-]{1,64} \\S{1,128} ${WORD}`),
  command("samba-tool", ` user (?:create|add) \\S{1,64} ${WORD}`),
  command("snyk auth", ` ${WORD}`, isUuidOrKey, reportKey),
  command("SETUSER", ` \\S{1,64}[^\\n]{0,120}? ["']?>([^\\s"'\`<>|;&]{4,4096})`),
  command(
    "AUTH ",
    `(?:[A-Za-z0-9_-]{1,64} )?["']?([^\\s"'\`<>|;&]{6,4096})["']?\\s*(?:$|\\n|\\\\r)`,
    isChosenStrictly,
  ),
  command("addprinc", ` -pw ${WORD}`),
  command("clone obscure", ` ${WORD}`, isChosen),
];
