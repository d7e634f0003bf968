/** Credentials that a command line decodes or encodes: `echo '…' | base64 -d`, `echo -n 'user:password' | base64`. */
import { type Finding, WEIGHT } from "../finding.ts";
import { decodesToCredentials, looksLikePlaceholder } from "./placeholder.ts";

type Report = (finding: Finding) => void;

const MAX_COMMAND_CHARACTERS = 500;

const ECHO =
  /\b(?:echo|printf)(?: -[neE]{1,3}| ['"]?%s(?:\\n)?['"]?){0,2} {1,4}(['"]?)([^'"\s|]{8,400})\1 {0,4}\| {0,4}(?:openssl (?:enc -)?)?$/;
const HERE_STRING = /base64(?: -{1,2}[a-z0-9=]{1,10}){0,2} {0,4}<<< {0,4}(['"]?)([^'"\s|]{8,400})\1/y;

/** `user:password`, no address. */
const CREDENTIALS = /^[A-Za-z0-9._@+-]{1,64}:(?!\/\/)([^\s:]{4,200})$/;

/** Finds them at the word `base64`. */
export function findPipedBase64(text: string, at: number, report: Report): void {
  const head = text.slice(Math.max(0, at - MAX_COMMAND_CHARACTERS), at);
  const isPiped = /(?:\||\| {0,4}openssl (?:enc -)?) {0,4}$/.test(head.slice(-24));
  if (isPiped) {
    const line = head.slice(head.lastIndexOf("\n") + 1);
    const echo = ECHO.exec(line);
    if (echo === null) return;
    const argument = echo[2] ?? "";
    const start = at - line.length + line.lastIndexOf(argument);
    return judge(argument, start, report);
  }
  if (!text.slice(at, at + 40).includes("<<<")) return;
  HERE_STRING.lastIndex = at;
  const match = HERE_STRING.exec(text);
  if (match === null) return;
  judge(match[2] ?? "", at + match[0].lastIndexOf(match[2] ?? ""), report);
}

function judge(argument: string, start: number, report: Report): void {
  const password = CREDENTIALS.exec(argument)?.[1];
  const end = start + argument.length;
  if (password !== undefined) {
    if (looksLikePlaceholder(password) || !/[0-9\W]/.test(password)) return;
    report({ start: end - password.length, end, kind: "password", weight: WEIGHT.context });
  } else if (/^[A-Za-z0-9+/]{8,}={0,2}$/.test(argument) && decodesToCredentials(argument)) {
    report({ start, end, kind: "basic-auth", weight: WEIGHT.context });
  }
}
