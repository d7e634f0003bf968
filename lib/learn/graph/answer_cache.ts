/** Models' answers of earlier runs, in `.erk/cache/agents/`: limited in size, the least recently used go first. */

import { join } from "node:path";
import { z } from "zod";
import { attempt, makeRoom, markUsed, removeAbandoned, temporaryEntry } from "../../cache/bounded_folder.ts";
import { makePrivateFolder } from "../../erk_folder.ts";
import { messageOf } from "../../user_error.ts";
import type { Redacted } from "../../redact/redacted.ts";
import { readRegularText } from "../../regular_file.ts";
import { sha256Of } from "../../sha256.ts";

/** An answer that its schema accepted, redacted. */
const keptAnswerSchema = z.object({ value: z.unknown(), model: z.string() });

export type KeptAnswer = z.infer<typeof keptAnswerSchema>;

/** Several processes may use the same cache at the same time. No failure of the cache is a failure of the run. */
export interface AnswerCache {
  /** Undefined where the cache hasn't got it. A damaged entry is removed. */
  take(key: string): Promise<KeptAnswer | undefined>;
  /** Stores an answer, then makes room. */
  keep(key: string, answer: KeptAnswer): Promise<void>;
}

export interface AnswerCacheOptions {
  /** The most bytes of all entries together. */
  readonly maxBytes?: number;
  /** Gets a line about each thing that goes wrong. */
  readonly detail?: (line: string) => void;
}

/** What an answer depends on besides the version of this format. */
export interface AnswerQuestion {
  readonly agent: string;
  readonly engine: string;
  readonly model: string;
  readonly instructions: Redacted;
  readonly shared: readonly Redacted[];
  readonly own: Redacted;
  readonly schema: z.ZodType;
  readonly maxOutputTokens: number;
}

/** Counts up whenever entries or the way from an answer to its value change. */
const FORMAT = 1;

/** An answer has some 10 kB: the answers of a thousand runs, in less than what a browser's tab takes. */
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** The key of a question: two questions have the same key if they would make the same request. */
export async function answerKey(question: AnswerQuestion): Promise<string> {
  const schema = z.toJSONSchema(question.schema, { unrepresentable: "any" });
  return await sha256Of(JSON.stringify([FORMAT, { ...question, schema }]));
}

/**
 * Opens the cache of models' answers.
 *
 * @param cacheFolder an existing folder; entries go to `agents/` in it.
 */
export function openAnswerCache(cacheFolder: string, options: AnswerCacheOptions = {}): AnswerCache {
  const { maxBytes = DEFAULT_MAX_BYTES, detail = () => {} } = options;
  const folder = join(cacheFolder, "agents");
  removeAbandoned(folder);
  return {
    async take(key) {
      const path = join(folder, key);
      try {
        const answer = await readEntry(path);
        if (answer !== undefined) markUsed(path);
        return answer;
      } catch (error) {
        detail(`the cache entry ${path} is damaged (${messageOf(error)}); the model is asked again`);
        attempt(() => Deno.removeSync(path));
        return undefined;
      }
    },
    async keep(key, answer) {
      const temporary = temporaryEntry(folder);
      try {
        makePrivateFolder(folder);
        const json = JSON.stringify(answer);
        await Deno.writeTextFile(temporary, `${await sha256Of(json)}\n${json}`, { createNew: true });
        if ((await Deno.stat(temporary)).size <= maxBytes) await Deno.rename(temporary, join(folder, key));
        makeRoom(folder, maxBytes);
      } catch (error) {
        detail(`the answer isn't kept in the cache: ${messageOf(error)}`);
      } finally {
        attempt(() => Deno.removeSync(temporary));
      }
    },
  };
}

/** @throws if the entry isn't whole. */
async function readEntry(path: string): Promise<KeptAnswer | undefined> {
  let text: string;
  try {
    text = await readRegularText(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const end = text.indexOf("\n");
  const json = text.slice(end + 1);
  if (end < 0 || await sha256Of(json) !== text.slice(0, end)) throw new Error("its checksum is wrong");
  return keptAnswerSchema.parse(JSON.parse(json));
}
