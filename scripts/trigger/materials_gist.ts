/** Materials → their gist: the one of an earlier run where it holds the same, else a new one. */

import { z } from "zod";
import type { Context } from "../../lib/cli/mod.ts";
import {
  type Gist,
  type GitHubClient,
  parseGistAddress,
  readGist,
  readGistFile,
  statusOf,
} from "../../lib/github/mod.ts";
import { gistFileName, packedChecksums, type PackedMaterials } from "../../lib/materials/mod.ts";
import { contentHash, type FileHashes, firstDifference, type UploadState } from "../../lib/run_state/mod.ts";
import { createMaterialsGist } from "../upload_learn_materials.ts";
import { announced, namingStep } from "./announced.ts";
import type { RunJournal } from "./run_journal.ts";

/** The gist of a plan's materials. */
export interface MaterialsGist {
  readonly htmlUrl: string;
  /** Whether this run made it. */
  readonly isNew: boolean;
}

type UploadedGist = NonNullable<UploadState["gist"]>;

/** How many gists of the same description are looked into. */
const MOST_CANDIDATES = 5;

/**
 * Takes the gist that the journal names, if it is unchanged and holds all of these materials; makes one if not.
 *
 * @param standIns names of files that stand for what could not be fetched: the earlier gist may hold the thing itself.
 * @throws {UserError} naming the step that failed; the folder stays.
 */
export async function placeInGist(
  packed: PackedMaterials,
  standIns: readonly string[],
  issueNumber: number,
  journal: RunJournal,
  context: Context,
): Promise<MaterialsGist> {
  const files = checksumsOf(packed);
  const own = Object.fromEntries(Object.entries(files).filter(([name]) => !standIns.includes(name)));
  try {
    const earlier = await findGistWith(packed, own, issueNumber, journal, context);
    return earlier ?? await upload(packed, files, journal, context);
  } catch (error) {
    throw namingStep("Uploading the materials", error);
  }
}

/**
 * The gist that this machine uploaded last, if it is there and nobody has changed it since.
 *
 * @throws {UserError} if GitHub can't tell: a new gist might then be one too many.
 */
export async function checkUploadedGist(
  { gist: uploaded, content_hash: hash }: UploadState & { readonly gist: UploadedGist },
  issueNumber: number,
  context: Context,
): Promise<{ readonly gist: Gist } | { readonly gist: undefined; readonly reason: string }> {
  const client = await context.github();
  try {
    const gist = await readGist(client, parseGistAddress(uploaded.id));
    // Where GitHub's answer to the upload was lost, so was the revision.
    const isSame = uploaded.revision === null
      ? await contentHashOf(gist, issueNumber, client) === hash
      : gist.revision === uploaded.revision;
    if (isSame) return { gist };
    return { gist: undefined, reason: `${uploaded.url} was changed since it was uploaded` };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return { gist: undefined, reason: `${uploaded.url} isn't there any more` };
  }
}

/** Of what the manifest in a gist tells; `undefined` where it holds no materials of this plan. */
async function contentHashOf(
  gist: Gist,
  issueNumber: number,
  client: GitHubClient,
): Promise<string | undefined> {
  const name = gistFileName(issueNumber);
  const file = gist.files.find((candidate) => candidate.name === name);
  const files = file === undefined ? undefined : packedChecksums(await readGistFile(client, gist, file));
  return files === undefined ? undefined : await contentHash(files);
}

async function findGistWith(
  packed: PackedMaterials,
  files: FileHashes,
  issueNumber: number,
  journal: RunJournal,
  context: Context,
): Promise<MaterialsGist | undefined> {
  const { upload } = journal.state;
  if (upload === null) return undefined;
  const changed = firstDifference(files, upload.files);
  if (changed !== undefined) {
    context.progress.note(`New materials are uploaded: ${changed} is new or has changed`);
    return undefined;
  }
  if (upload.gist === null) return await findAbandonedGist(packed, upload, issueNumber, journal, context);
  const checked = await checkUploadedGist({ ...upload, gist: upload.gist }, issueNumber, context);
  if (checked.gist === undefined) {
    context.progress.note(`New materials are uploaded: ${checked.reason}`);
    return undefined;
  }
  // What can't be had any more (a log that is gone, comments that couldn't be read) is still in that gist.
  const missing = Object.keys(upload.files).length - Object.keys(files).length;
  const more = missing === 0 ? "" : `, with ${missing} more file(s) than can be made now`;
  context.progress.note(`The materials are in the gist of an earlier run${more}: ${checked.gist.htmlUrl}`);
  await journal.save({ upload: { ...upload, gist: stateOf(checked.gist) }, comments: null });
  return { htmlUrl: checked.gist.htmlUrl, isNew: false };
}

/** The gist of a run that ended before GitHub's answer came: told by its content. */
async function findAbandonedGist(
  packed: PackedMaterials,
  upload: UploadState,
  issueNumber: number,
  journal: RunJournal,
  context: Context,
): Promise<MaterialsGist | undefined> {
  const client = await context.github();
  const { data } = await client.request({
    route: "GET /gists",
    parameters: { per_page: 100 },
    purpose: "look whether the gist of the last run was made",
    answer: z.array(z.looseObject({ id: z.string(), files: z.record(z.string(), z.unknown()) })),
  });
  // All of its files: a gist of several may have been made in part.
  const candidates = data.filter(({ files }) =>
    packed.gistFiles.every(({ name }) => Object.hasOwn(files, name))
  )
    .slice(0, MOST_CANDIDATES);
  for (const { id } of candidates) {
    const gist = await readGist(client, { id });
    if (await contentHashOf(gist, issueNumber, client) !== upload.content_hash) continue;
    context.progress.note(`The last run had made the gist already: ${gist.htmlUrl}`);
    await journal.save({ upload: { ...upload, gist: stateOf(gist) }, comments: null });
    return { htmlUrl: gist.htmlUrl, isNew: false };
  }
  return undefined;
}

async function upload(
  packed: PackedMaterials,
  files: FileHashes,
  journal: RunJournal,
  context: Context,
): Promise<MaterialsGist> {
  return await announced(context.progress, "Upload the materials as a secret gist", async () => {
    const begun: UploadState = {
      started_at: context.now().toISOString(),
      content_hash: await contentHash(files),
      files: { ...files },
      gist: null,
    };
    // Before it is asked for: whatever happens now, the next run knows what to look for.
    await journal.save({ upload: begun });
    context.signal.throwIfAborted();
    const gist = await createMaterialsGist(packed, context);
    // A gist that was made in several requests has a newer revision than the first answer tells.
    const isWhole = gist.files.length === packed.gistFiles.length;
    const uploaded = { ...stateOf(gist), ...(isWhole ? {} : { revision: null }) };
    await journal.save({ upload: { ...begun, gist: uploaded }, comments: null });
    return { value: { htmlUrl: gist.htmlUrl, isNew: true }, summary: gist.htmlUrl };
  });
}

function stateOf(gist: Gist): UploadedGist {
  return { id: gist.id, url: gist.htmlUrl, revision: gist.revision ?? null };
}

/** As the pack's own manifest tells them. */
function checksumsOf(packed: PackedMaterials): FileHashes {
  const [first] = packed.gistFiles;
  const files = first === undefined ? undefined : packedChecksums(first.content);
  if (files === undefined) throw new Error("the packed materials have no manifest");
  return files;
}
