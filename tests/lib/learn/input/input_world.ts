/** A folder of materials and the learn input that is made with it. */

import assert from "node:assert/strict";
import { join } from "node:path";
import type { CodeDiff } from "../../../../lib/learn/diff/mod.ts";
import type { DocumentSet } from "../../../../lib/learn/documents/mod.ts";
import { type LearnInput, readLearnInput, writeLearnInput } from "../../../../lib/learn/input/mod.ts";
import { createRedactor } from "../../../../lib/redact/mod.ts";
import { asPublished } from "../../../../lib/redact/redacted.ts";
import { UserError } from "../../../../lib/user_error.ts";
import { MADE_UP_TOKEN } from "../../../support/made_up_token.ts";

export const redactor = await createRedactor({ key: "test" });
export const TOKEN = MADE_UP_TOKEN;

export const DIFF: CodeDiff = {
  pullRequest: 57,
  files: [{
    path: "src/a.ts",
    previousPath: "src/b.ts",
    status: "renamed",
    additions: 1,
    deletions: 0,
    category: "source",
    patch: "@@ -0,0 +1 @@\n+x",
    omittedLines: 0,
    symbols: ["function x"],
  }],
  omittedFiles: 0,
  additions: 1,
  deletions: 0,
};

export const DOCUMENTS: DocumentSet = {
  roots: ["docs/"],
  total: 1,
  documents: [],
  paths: ["docs/a.md"],
  terms: ["retry"],
};

interface World {
  /** Where the input goes; not there yet. */
  readonly folder: string;
  readonly input: LearnInput;
  write(input?: Partial<LearnInput>): ReturnType<typeof writeLearnInput>;
  read(): ReturnType<typeof readLearnInput>;
}

/** A session of one part in which a person says something. */
export function part(id: string, text: string): string {
  return `<session id="${id}" part="1" parts="1">\n<user ref="L1">${text}</user>\n</session>\n`;
}

/** Runs a test with materials of one session; removes all of it. */
export async function inWorld(test: (world: World) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const materialsFolder = join(root, "materials");
  await Deno.mkdir(materialsFolder);
  await Deno.writeTextFile(join(materialsFolder, "impl-a.xml"), part("a", "Retry it."));
  const input: LearnInput = {
    plan: {
      issueNumber: 42,
      repository: "acme/widgets",
      title: asPublished("Retry uploads"),
      body: asPublished("# Retry\n"),
      url: "https://github.com/acme/widgets/issues/42",
      pullRequest: {
        number: 57,
        title: asPublished("Retry"),
        url: "https://github.com/acme/widgets/pull/57",
      },
      gistUrl: "https://gist.github.com/ada/0123456789abcdef0123",
    },
    diff: DIFF,
    documents: DOCUMENTS,
    materialsFolder,
    gaps: ["Something is missing."],
    unread: ["Something could not be read."],
  };
  const folder = join(root, "sessions", "learn-42", "learn-input");
  try {
    await test({
      folder,
      input,
      write: (changes = {}) => writeLearnInput(folder, { ...input, ...changes }, redactor),
      read: () => readLearnInput(folder, redactor),
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** What a failing work says to a person. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => assert.fail("it should have failed"), (thrown) => thrown);
  assert.ok(error instanceof UserError, String(error));
  return error.message;
}
