/** What an editor reports on files after an edit: its errors, each in a line, and how much else there is. */

import {
  arrayField,
  asObject,
  type JsonObject,
  numberField,
  objectField,
  stringField,
} from "../../session/mod.ts";
import { jsonText } from "./tool_parameters.ts";

/** By the numbers of the language servers' protocol. */
const SEVERITIES = ["", "error", "warning", "info", "hint"] as const;

interface Diagnostic {
  readonly severity: string;
  readonly line: string;
}

/** The errors of all files, or where there are none the warnings; what else is reported is counted. Of an unknown form the JSON. */
export function diagnosticsText(attachment: JsonObject): string {
  const found = arrayField(attachment, "files").flatMap((item) => {
    const file = asObject(item) ?? {};
    return arrayField(file, "diagnostics").map((diagnostic) =>
      diagnosticOf(asObject(diagnostic) ?? {}, file)
    );
  });
  if (found.length === 0) return jsonText(attachment.files);
  const listed = found.some(({ severity }) => severity === "error") ? "error" : "warning";
  const told = found.filter(({ severity }) => severity === listed);
  const others = new Map<string, number>();
  for (const { severity } of found) {
    if (severity !== listed) others.set(severity, (others.get(severity) ?? 0) + 1);
  }
  const counts = [...others].map(([severity, count]) => `${count} ${severity}${count === 1 ? "" : "s"}`);
  return [...told.map(({ line }) => line), ...(counts.length === 0 ? [] : [`[${counts.join(", ")}]`])].join(
    "\n",
  );
}

function diagnosticOf(diagnostic: JsonObject, file: JsonObject): Diagnostic {
  const level = stringField(diagnostic, "severity")?.toLowerCase() ??
    SEVERITIES[numberField(diagnostic, "severity") ?? 0] ?? "";
  const severity = level === "information" ? "info" : level || "error";
  const start = objectField(objectField(diagnostic, "range") ?? {}, "start") ?? {};
  const [line, character] = [numberField(start, "line"), numberField(start, "character")];
  // They are counted from 0 on.
  const place = [line, character].flatMap((number) => number === undefined ? [] : `:${number + 1}`).join("");
  const path = (stringField(file, "uri") ?? stringField(file, "path") ?? "").replace(/^file:\/\//, "");
  const code = stringField(diagnostic, "code") ?? numberField(diagnostic, "code")?.toString() ?? "";
  const source = stringField(diagnostic, "source") ?? "";
  const by = [source, code].filter((name) => name !== "").join(" ");
  const message = (stringField(diagnostic, "message") ?? "").replace(
    /\s+/g,
    (blanks) => blanks.includes("\n") ? " " : blanks,
  );
  return { severity, line: `${path}${place} ${severity}${by === "" ? "" : ` ${by}`}: ${message}` };
}
