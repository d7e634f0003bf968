/** The files of review comments → remarks. Items that aren't what they should be are left out and counted. */

import { join } from "node:path";
import { z } from "zod";
import { parsedJson } from "../../parsed_json.ts";
import type { Redacted, Redactor } from "../../redact/mod.ts";
import type { SourceComment } from "./learn_source.ts";
import { readFileText } from "./material_files.ts";

/** Comments of the largest pull requests are some megabytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Remarks beyond this number are left out; no pull request is reviewed like that. */
const MAX_REMARKS = 10_000;

const commentSchema = z.looseObject({
  author: z.union([z.string(), z.looseObject({ login: z.string() }).transform(({ login }) => login)])
    .nullish(),
  user: z.looseObject({ login: z.string() }).transform(({ login }) => login).nullish().catch(undefined),
  body: z.string(),
  created_at: z.string().nullish().catch(undefined),
});

const placeFields = {
  id: z.union([z.string(), z.number()]).nullish(),
  path: z.string().nullish().catch(undefined),
  line: z.int().nullish().catch(undefined),
  is_resolved: z.boolean().nullish().catch(undefined),
};

const threadSchema = z.looseObject({ ...placeFields, comments: z.array(z.unknown()) });

/** A comment by itself: of the discussion, or (older files) on a line. */
const singleSchema = z.looseObject(placeFields);

const fileSchema = z.looseObject({
  success: z.boolean().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  threads: z.array(z.unknown()).optional(),
  comments: z.array(z.unknown()).optional(),
});

/** A remark whose texts aren't redacted yet. */
type PlainComment = Omit<SourceComment, "comments"> & {
  readonly comments: readonly {
    readonly author: string;
    readonly body: string;
    readonly createdAt: string;
  }[];
};

/** Remarks, and what is missing of them. */
export interface ReadComments {
  readonly comments: readonly SourceComment[];
  readonly gaps: readonly string[];
  /** The gaps that exist because GitHub did not deliver the comments. */
  readonly unread: readonly string[];
}

/** Reads what a folder holds of the comments on a pull request; nothing where it holds none. */
export async function readComments(
  folder: string,
  names: ReadonlySet<string>,
  redactor: Redactor,
): Promise<ReadComments> {
  const own = ["pr-review-comments.json", "pr-discussion-comments.json"].filter((name) => names.has(name));
  // What older clients wrote, and newer ones write beside the two: both lists in one.
  const files = own.length === 2 || !names.has("pr-comments.json") ? own : ["pr-comments.json"];
  const remarks: PlainComment[] = [];
  const gaps: string[] = [];
  const notGiven = new Map<string, string[]>();
  for (const name of files) {
    const file = await readFileText(join(folder, name), MAX_BYTES);
    if ("failure" in file) {
      gaps.push(`The review comments in ${name} can't be read (${file.failure}).`);
      continue;
    }
    const read = parseComments(file.text);
    remarks.push(...read.remarks);
    if (file.isCut) gaps.push(`The review comments in ${name} are too large to be read.`);
    else if (read.notGiven !== undefined) {
      notGiven.set(read.notGiven, [...notGiven.get(read.notGiven) ?? [], name]);
    } else if (read.problem !== undefined) gaps.push(`${read.problem.replace("FILE", name)}`);
  }
  const unread = [...notGiven].map(([reason, names]) =>
    `The review comments in ${names.join(" and ")} are not complete${reason === "" ? "" : ` (${reason})`}.`
  );
  gaps.push(...unread);
  if (remarks.length > MAX_REMARKS) {
    gaps.push(`${remarks.length - MAX_REMARKS} of ${remarks.length} review comments are left out.`);
  }
  return { comments: await redactRemarks(remarks.slice(0, MAX_REMARKS), redactor), gaps, unread };
}

/** `FILE` in the problem stands for the file's name; `notGiven` is why GitHub didn't give all of them, or empty. */
function parseComments(
  text: string,
): { remarks: PlainComment[]; problem?: string | undefined; notGiven?: string | undefined } {
  const value = parsedJson(text.replace(/^\ufeff/, ""));
  if (value === undefined) {
    return { remarks: [], problem: "The review comments in FILE are no JSON and are left out." };
  }
  const file = fileSchema.safeParse(Array.isArray(value) ? { comments: value } : value);
  if (!file.success) return { remarks: [], problem: "FILE does not hold review comments." };
  const { threads = [], comments = [], success, error } = file.data;
  const remarks: PlainComment[] = [];
  let unreadable = 0;
  for (const [index, item] of [...threads, ...comments].entries()) {
    const remark = remarkOf(item, index);
    if (remark === undefined) unreadable++;
    else if (remark.comments.length > 0) remarks.push(remark);
  }
  if (success === false) return { remarks, notGiven: error ?? "" };
  const problem = unreadable > 0
    ? `${unreadable} of the review comments in FILE can't be read and are left out.`
    : undefined;
  return { remarks, problem };
}

function remarkOf(item: unknown, index: number): PlainComment | undefined {
  const thread = threadSchema.safeParse(item);
  if (thread.success) {
    const said = thread.data.comments.flatMap((comment) => saidIn(comment) ?? []);
    if (said.length === 0 && thread.data.comments.length > 0) return undefined;
    return { source: "review-thread", ...placeOf(thread.data, index), comments: said };
  }
  const single = singleSchema.safeParse(item);
  const said = saidIn(item);
  if (!single.success || said === undefined) return undefined;
  const isOnLine = typeof single.data.path === "string";
  return {
    source: isOnLine ? "review-thread" : "discussion",
    ...placeOf(single.data, index),
    comments: said,
  };
}

function placeOf({ id, path, line, is_resolved }: z.infer<z.ZodObject<typeof placeFields>>, index: number) {
  return {
    ref: id === undefined || id === null ? `${index + 1}` : `${id}`,
    path: path ?? undefined,
    line: line ?? undefined,
    resolved: is_resolved ?? undefined,
  };
}

/** A comment; none where it says nothing, undefined where it is none. */
function saidIn(item: unknown): PlainComment["comments"] | undefined {
  const comment = commentSchema.safeParse(item);
  if (!comment.success) return undefined;
  const { author, user, body, created_at } = comment.data;
  return body.trim() === "" ? [] : [{ author: author ?? user ?? "ghost", body, createdAt: created_at ?? "" }];
}

async function redactRemarks(remarks: readonly PlainComment[], redactor: Redactor): Promise<SourceComment[]> {
  const texts = remarks.flatMap(({ ref, path, comments }) => [
    ref,
    path ?? "",
    ...comments.flatMap(({ author, body, createdAt }) => [author, body, createdAt]),
  ]);
  const redacted = (await redactor.redactAll(texts)).values();
  const next = (): Redacted => {
    const { value } = redacted.next();
    if (value === undefined) throw new Error("the redactor gave fewer texts than it got");
    return value;
  };
  return remarks.map((remark) => {
    const ref = next();
    const path = next();
    const comments = remark.comments.map(() => ({ author: next(), body: next(), createdAt: next() }));
    return { ...remark, ref, path: remark.path === undefined ? undefined : path, comments };
  });
}
