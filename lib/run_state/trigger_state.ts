/**
 * `trigger-state.json`, beside the materials of a plan: how far `trigger` came, so that the next run goes on from there.
 * Addresses, ids, checksums and times; never a token. Whatever is unpacked into the folder, or comes along with it, can bring
 * such a file: it is sealed with the project's key, which never leaves this machine, and believed with that seal alone.
 */

import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../write_file.ts";
import { reasonOf } from "../file_failure.ts";
import { parsedJson } from "../parsed_json.ts";
import { readRegularText } from "../regular_file.ts";

const FORMAT = "erk-learn-trigger-state";

/** Goes up when an older program would misread the file. New fields alone don't need it. */
const SCHEMA_VERSION = 1;

const FILE_NAME = "trigger-state.json";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

/** So that no other use of the project's key makes a seal. */
const SEALED = "erk-learn trigger state\n";

/** Name → checksum. A name that leaves its folder is damage. */
const fileHashes = z.record(z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/), sha256);

/** The upload of materials; written before it is asked for, and again when it is done. */
const uploadSchema = z.object({
  started_at: time,
  /** A checksum of the files' names and checksums. */
  content_hash: sha256,
  /** What was packed, without the manifest. */
  files: fileHashes,
  /** Null: the run ended before GitHub's answer came. */
  gist: z.object({ id: z.string(), url: z.url(), revision: z.string().nullable() }).nullable(),
});

/** The dispatch of the workflow; written before it is asked for, and again when it is done. */
const dispatchSchema = z.object({
  started_at: time,
  workflow: z.string(),
  /** The run's name is `<issue>:<distinct id>`. */
  distinct_id: z.string().regex(/^[0-9a-z]{6}$/),
  gist_url: z.url(),
  /** Null: the run ended before GitHub's answer came. `id` is null where GitHub didn't show the run in time. */
  run: z.object({ id: z.string().nullable(), url: z.url() }).nullable(),
  /** Whether the plan's header names it. */
  recorded: z.boolean(),
});

/** The review comments as they were fetched. */
const commentsSchema = z.object({ fetched_at: time, summary: z.string(), files: fileHashes });

const stateSchema = z.looseObject({
  format: z.literal(FORMAT),
  schema_version: z.literal(SCHEMA_VERSION),
  /** The plan's repository, as an address: the folder serves every server's and repository's plan of this number. */
  repository: z.string(),
  issue_number: z.number().int(),
  updated_at: time,
  comments: commentsSchema.nullable(),
  upload: uploadSchema.nullable(),
  dispatch: dispatchSchema.nullable(),
});

export type UploadState = z.infer<typeof uploadSchema>;
export type DispatchState = z.infer<typeof dispatchSchema>;
export type CommentsState = z.infer<typeof commentsSchema>;

/** How far `trigger` came with a plan. */
export interface TriggerState {
  readonly comments: CommentsState | null;
  readonly upload: UploadState | null;
  readonly dispatch: DispatchState | null;
}

export const NO_STATE: TriggerState = { comments: null, upload: null, dispatch: null };

/** Which plan a state belongs to. */
export interface StateOwner {
  /** `https://github.com/acme/widgets`. */
  readonly repository: string;
  readonly issueNumber: number;
  /** The project's key, as the redaction has it. */
  readonly key: Uint8Array;
}

/** What was read. */
export interface StateReading {
  readonly state: TriggerState;
  /** Why what is there can't be used, in words for a person. */
  readonly problem: string | undefined;
}

/** Path of the state of the plan that a materials folder belongs to. */
export function triggerStatePath(materialsFolder: string): string {
  return join(materialsFolder, FILE_NAME);
}

/** Reads the state of a plan. Never throws: without a usable one, a run starts over. */
export async function readTriggerState(materialsFolder: string, owner: StateOwner): Promise<StateReading> {
  let text: string;
  try {
    text = await readRegularText(triggerStatePath(materialsFolder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { state: NO_STATE, problem: undefined };
    return unusable(`can't be read (${reasonOf(error)})`);
  }
  const value = parsedJson(text);
  const head = z.looseObject({ format: z.literal(FORMAT), schema_version: z.number() }).safeParse(value);
  if (!head.success) return unusable("is damaged");
  if (head.data.schema_version !== SCHEMA_VERSION) {
    return unusable(
      `was written by another version of erk-learn (${head.data.schema_version}, known: ${SCHEMA_VERSION})`,
    );
  }
  if (!await isSealed(head.data, owner.key)) return unusable("wasn't written by this machine");
  const parsed = stateSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unusable(`is damaged (${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""})`);
  }
  const { repository, issue_number: issueNumber, comments, upload, dispatch } = parsed.data;
  if (repository !== owner.repository || issueNumber !== owner.issueNumber) {
    return unusable(`is of another plan (${repository}/issues/${issueNumber})`);
  }
  return { state: { comments, upload, dispatch }, problem: undefined };
}

/**
 * Writes the state of a plan, whole or not at all, for its owner alone: it names a secret gist. @throws {UserError}
 * if it can't be written.
 */
export async function writeTriggerState(
  materialsFolder: string,
  owner: StateOwner,
  state: TriggerState,
  now: Date,
): Promise<void> {
  const { comments, upload, dispatch } = state;
  const content: z.infer<typeof stateSchema> = {
    format: FORMAT,
    schema_version: SCHEMA_VERSION,
    repository: owner.repository,
    issue_number: owner.issueNumber,
    updated_at: now.toISOString(),
    comments,
    upload,
    dispatch,
  };
  const sealed = await sealTriggerState(content, owner.key);
  await writeFileAtomically(triggerStatePath(materialsFolder), `${JSON.stringify(sealed, null, 2)}\n`, {
    isPrivate: true,
  });
}

/**
 * The content of a state file with a seal that distinguishes it from one made elsewhere. An existing seal is
 * replaced.
 */
export async function sealTriggerState(
  { seal: _, ...content }: Readonly<Record<string, unknown>>,
  key: Uint8Array,
): Promise<Record<string, unknown>> {
  const signature = await crypto.subtle.sign("HMAC", await sealingKey(key), sealedBytes(content));
  return { ...content, seal: new Uint8Array(signature).toHex() };
}

async function isSealed(
  { seal, ...content }: Readonly<Record<string, unknown>>,
  key: Uint8Array,
): Promise<boolean> {
  const parsed = sha256.safeParse(seal);
  return parsed.success && await crypto.subtle.verify(
    "HMAC",
    await sealingKey(key),
    Uint8Array.fromHex(parsed.data),
    sealedBytes(content),
  );
}

function sealingKey(key: Uint8Array): Promise<CryptoKey> {
  const usages: KeyUsage[] = ["sign", "verify"];
  return crypto.subtle.importKey(
    "raw",
    new Uint8Array(key),
    { name: "HMAC", hash: "SHA-256" },
    false,
    usages,
  );
}

/** What is sealed doesn't depend on the file's white space. */
function sealedBytes(content: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(SEALED + JSON.stringify(content));
}

function unusable(problem: string): StateReading {
  return { state: NO_STATE, problem };
}
