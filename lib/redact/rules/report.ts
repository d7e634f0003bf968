/** Reporting what is secret by its context: the kind tells whether people choose such values or machines make them. */
import { type Report, WEIGHT } from "../finding.ts";
import type { SecretClass } from "./secret_name.ts";

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

/** Reports a stretch as what its name announces. */
export function reportNamed(report: Report, nameClass: SecretClass, stretch: Stretch): void {
  (nameClass === "password" ? reportPassword : reportKey)(report, stretch);
}
