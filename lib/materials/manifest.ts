/** `manifest.json`: what a packed text holds, so that it can be cut exactly and verified. */

import { z } from "zod";
import { joinRedacted, type Redacted, redactedText } from "../redact/redacted.ts";
import { MAX_GIST_FILES } from "../gist_limits.ts";
import { parsedJson } from "../parsed_json.ts";
import { sha256Of } from "../sha256.ts";
import { UserError } from "../user_error.ts";
import { MAX_MANIFEST_CHARACTERS } from "./limits.ts";
import { sessionRecordSchema } from "./session_record.ts";

/** Tells our manifest from any other file of the same name. */
const FORMAT = "erk-learn-materials";

/** Goes up when an older unpacker would misread the text. New fields alone don't need it. */
const SCHEMA_VERSION = 2;

/** The version of materials that are in one file of the gist. */
const ONE_FILE_VERSION = 1;

const manifestSchema = z.looseObject({
  format: z.literal(FORMAT),
  schema_version: z.int().min(ONE_FILE_VERSION).max(SCHEMA_VERSION),
  /** The plan that the materials are about. */
  issue_number: z.number().int().positive(),
  created_at: z.string(),
  program_version: z.string(),
  /** Every other file of the gist, in its order. */
  files: z.array(z.looseObject({
    name: z.string(),
    bytes: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Bytes of each piece as packed, where the file is cut into several. */
    pieces: z.array(z.int().positive()).min(2).max(MAX_GIST_FILES).optional(),
  })),
  /** Over how many files of the gist the materials are spread; absent: one. */
  gist_files: z.int().min(2).max(MAX_GIST_FILES).optional(),
  /** How many pieces of each kind were replaced; no values. A count may be redacted itself by now: it reads like a password. */
  redactions: z.record(z.string(), z.number()).optional().catch(undefined),
  /** What became of each session. Where another version wrote it in another way, the files are as good without. */
  sessions: z.array(sessionRecordSchema).optional().catch(undefined),
});

/** A manifest as read: validated, unknown fields kept. */
export type Manifest = z.infer<typeof manifestSchema>;

/** One packed file, for the manifest. */
export interface ManifestFile {
  readonly name: Redacted;
  readonly bytes: number;
  readonly sha256: Redacted;
  /** Bytes of each piece as packed, where it is cut. */
  readonly pieces?: readonly number[];
}

/** What a manifest is written from. */
export interface ManifestContent {
  readonly issueNumber: number;
  /** ISO 8601. */
  readonly createdAt: Redacted;
  readonly programVersion: Redacted;
  readonly files: readonly ManifestFile[];
  /** Over how many files of the gist the materials are spread. */
  readonly gistFiles: number;
  /** A JSON object: kind → count. */
  readonly redactions: Redacted;
  /** JSON objects. */
  readonly sessions: readonly Redacted[];
}

/** The text of a manifest. Names, times and versions are of characters that JSON strings hold as they are. */
export function renderManifest(content: ManifestContent): Redacted {
  const files = content.files.map(({ name, bytes, sha256, pieces }) => {
    const cut = pieces === undefined
      ? redactedText``
      : redactedText`, "pieces": [${joinRedacted(pieces.map((size) => redactedText`${size}`), ", ")}]`;
    return redactedText`\n    { "name": "${name}", "bytes": ${bytes}, "sha256": "${sha256}"${cut} }`;
  });
  const isSplit = content.gistFiles > 1;
  const spread = isSplit ? redactedText`\n  "gist_files": ${content.gistFiles},` : redactedText``;
  return redactedText`{
  "format": "erk-learn-materials",
  "schema_version": ${isSplit ? SCHEMA_VERSION : ONE_FILE_VERSION},
  "issue_number": ${content.issueNumber},
  "created_at": "${content.createdAt}",
  "program_version": "${content.programVersion}",${spread}
  "files": [${joinRedacted(files, ",")}
  ],
  "redactions": ${content.redactions},
  "sessions": [${joinRedacted(content.sessions.map((session) => redactedText`\n    ${session}`), ",")}
  ]
}
`;
}

/**
 * Reads a packed `manifest.json`; `undefined` where the file is of another format (an older client packed
 * a file that happens to have the name).
 *
 * @throws {UserError} if it is ours, but damaged, enormous or of a newer version.
 */
export function parseManifest(text: string): Manifest | undefined {
  if (text.length > MAX_MANIFEST_CHARACTERS) {
    if (!text.includes(`"${FORMAT}"`)) return undefined;
    throw new UserError(
      "The manifest of the materials is too large and is refused; check who made the gist.",
    );
  }
  const value = parsedJson(text);
  const head = z.looseObject({ format: z.literal(FORMAT), schema_version: z.number() }).safeParse(value);
  if (!head.success) {
    if (value !== undefined || !text.includes(`"${FORMAT}"`)) return undefined;
    throw new UserError("The manifest of the materials is damaged (not JSON): upload them again.");
  }
  if (head.data.schema_version > SCHEMA_VERSION) {
    throw new UserError(
      `The materials were packed by a newer erk-learn (manifest version ${head.data.schema_version}, known: ${SCHEMA_VERSION}): update erk-learn here.`,
    );
  }
  const manifest = manifestSchema.safeParse(value);
  if (manifest.success) return manifest.data;
  const issue = manifest.error.issues[0];
  throw new UserError("The manifest of the materials is damaged: upload them again.", {
    detail: `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""}`,
  });
}

/** SHA-256 of bytes, in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Redacted> {
  return joinRedacted([...await sha256Of(bytes)].map(digit));
}

/** A checksum reveals nothing and must not be taken for a secret, so it is spelled, not redacted. */
function digit(character: string): Redacted {
  return HEXADECIMAL_DIGITS[parseInt(character, 16)] ?? redactedText``;
}

const HEXADECIMAL_DIGITS = [
  ...Array.from({ length: 10 }, (_, value) => redactedText`${value}`),
  ...[redactedText`a`, redactedText`b`, redactedText`c`, redactedText`d`, redactedText`e`, redactedText`f`],
];
