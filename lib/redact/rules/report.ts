/** Reporting what is secret by its context: the kind tells whether people choose such values or machines make them. */
import { type Report, WEIGHT } from "../finding.ts";
import type { SecretClass } from "./judgement/secret_name.ts";

/** Where a secret stands, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Reports a stretch as a password. */
export function reportPassword(report: Report, { start, end }: Stretch): void {
  report({ start, end, kind: "password", weight: WEIGHT.context });
}

/** Reports a stretch as a secret that a machine made. */
export function reportKey(report: Report, { start, end }: Stretch): void {
  report({ start, end, kind: "assigned-secret", weight: WEIGHT.context });
}

/** Reports a stretch as the kind of secret that its name announces. */
export function reportNamed(report: Report, nameClass: SecretClass, stretch: Stretch): void {
  (nameClass === "password" ? reportPassword : reportKey)(report, stretch);
}

/**
 * Reports the passwords of users in a row, each the first group of a sticky expression that begins where the one before ends.
 *
 * @param from where the first user begins, in characters.
 * @param most users that are read.
 */
export function reportUsers(
  text: string,
  { user, from, most }: { readonly user: RegExp; readonly from: number; readonly most: number },
  isPassword: (text: string) => boolean,
  report: Report,
): void {
  user.lastIndex = from;
  for (let count = 0; count < most; count++) {
    const start = user.lastIndex;
    const match = user.exec(text);
    const password = match?.[1];
    if (match === null || password === undefined) return;
    const first = start + match[0].lastIndexOf(password);
    if (isPassword(password)) reportPassword(report, { start: first, end: first + password.length });
  }
}
