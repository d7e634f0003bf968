/** Secrets beside a name or a cause: "192.168.1.1, admin, …", "(I use …)", and errors that tell what was sent. */
import type { Report } from "../../finding.ts";
import { isChosen, isChosenStrictly, isGiven } from "../judgement/given_value.ts";
import { finder } from "../pattern_finder.ts";
import { reportNamed } from "../report.ts";
import { announcesSecret, classifyName } from "../judgement/secret_name.ts";
import type { SpokenPiece } from "./spoken_nouns.ts";
import { isSure, looksTold, withoutPunctuation } from "./spoken_value.ts";

function isTold(value: string): boolean {
  return looksTold(value, { isQuoted: true, noun: "password" }) && isSure(value, "password");
}

/** "192.168.1.1, admin, …" */
export const findBehindAdmin = finder(
  /(?<=(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?,? (?:with |user )?["'`]?)admin["'`]?(?:,| \/| and) ["'`]?([^\s"'`<>|]{6,64})/y,
  (value) => isTold(withoutPunctuation(value)),
);

/** `user is "preview" with "…"` */
const findBehindUser = finder(
  /user is ["'`*]{1,3}[\w.@+-]{2,60}["'`*]{1,3},? (?:with|and|using) (?:password |pw )?["'`*]{1,3}([^\s"'`*]{6,64})["'`*]/y,
  isTold,
);

/** "password authentication failed … (I use …)" */
const findInUse = finder(
  /(?<=(?:password|passwort|auth|login|credential|denied)[^\n]{0,120})\((?:I|we) use ["'`]?([^\s"'`]{6,64}?)["'`]?\)/iy,
  isTold,
);

/** What a client of Redis has tried. */
const findTried = finder(/AUTH default ["']?([^\s"']{6,128})(?=["'\s]|$)/y, isChosenStrictly);

/** An address that was taken for a host. */
const findHost = finder(/ENOTFOUND [\w.-]{1,40}:([^\s@]{4,128})(?=@)/y, isGiven);

const COMPARED =
  / to (?:deeply |strictly )?(?:equal|be|eql) (?:process\.env\.|import\.meta\.env\.|env\.|config\.)(\w{2,60})/y;
const ACTUAL = /expected ["']([^"'\n]{6,200})["']$/;

/** `expected '…' to equal process.env.API_SECRET` */
function findCompared(text: string, at: number, report: Report): void {
  COMPARED.lastIndex = at;
  const name = COMPARED.exec(text)?.[1];
  const nameClass = classifyName(name ?? "");
  if (!announcesSecret(nameClass)) return;
  const value = ACTUAL.exec(text.slice(Math.max(0, at - 220), at))?.[1];
  if (value === undefined || !isChosen(value)) return;
  reportNamed(report, nameClass, { start: at - 1 - value.length, end: at - 1 });
}

/** Found without a noun. */
export const ECHO_PIECES: readonly SpokenPiece[] = [
  { keyword: "user is ", visit: findBehindUser },
  { keyword: "(I use ", visit: findInUse },
  { keyword: "AUTH default ", visit: findTried },
  { keyword: "ENOTFOUND ", visit: findHost },
  { keyword: " to equal ", visit: findCompared },
];
