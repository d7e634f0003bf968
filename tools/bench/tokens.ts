/** Tokens as real tokenizers count them: `ai-tokenizer`'s tables for Claude and for o200k. */

import Tokenizer from "ai-tokenizer";

/** The tokens of one text by each tokenizer. */
export interface TokenCounts {
  readonly claude: number;
  readonly o200k: number;
}

const [claude, o200k] = await Promise.all([loadTokenizer("claude"), loadTokenizer("o200k_base")]);

/** Counts the tokens of a text. */
export function countTokens(text: string): TokenCounts {
  return { claude: claude.count(text), o200k: o200k.count(text) };
}

/** How full parts are, by the tokenizer that counts more. */
export interface Fullness {
  /** Of the fullest part, by each tokenizer. */
  readonly most: TokenCounts;
  /** Tokens of the emptiest part, by the dearer tokenizer, the last part left out; undefined of a single part. */
  readonly least: number | undefined;
}

/** Counts the tokens of a session's parts. */
export function fullnessOf(parts: readonly string[]): Fullness {
  const counts = parts.map(countTokens);
  const dearer = counts.slice(0, -1).map(({ claude, o200k }) => Math.max(claude, o200k));
  return {
    most: {
      claude: Math.max(0, ...counts.map(({ claude }) => claude)),
      o200k: Math.max(0, ...counts.map(({ o200k }) => o200k)),
    },
    least: dearer.length === 0 ? undefined : Math.min(...dearer),
  };
}

/** The tables that are read. */
export type TableName = "claude" | "o200k_base";

/** The bytes of a table's tokens, in the order of their ranks. */
export async function readTokens(table: TableName): Promise<Uint8Array[]> {
  const { stringEncoder, binaryEncoder } = await loadTable(table);
  const encoder = new TextEncoder();
  const texts = Object.entries(stringEncoder).map(([text, rank]) => [encoder.encode(text), rank] as const);
  return [...texts, ...binaryEncoder].sort(([, one], [, other]) => one - other).map(([bytes]) => bytes);
}

async function loadTokenizer(table: TableName): Promise<Tokenizer> {
  return new Tokenizer({ ...await loadTable(table), decoder: {} });
}

/**
 * What a tokenizer counts by, from the source of its table without what decodes: V8 takes 10 seconds for that object of
 * 200,000 numbered properties.
 *
 * @throws Error when the package's files have another form.
 */
async function loadTable(
  table: TableName,
): Promise<Omit<ConstructorParameters<typeof Tokenizer>[0], "decoder">> {
  const index = new URL(import.meta.resolve(`ai-tokenizer/encoding/${table}`));
  const [, file = ""] = /from "(\.\/[^"]+)"/.exec(await Deno.readTextFile(index)) ?? [];
  const source = await Deno.readTextFile(new URL(file, index));
  const [start, end] = [source.indexOf("\nconst name = "), source.indexOf("\nconst decoder = {")];
  if (start < 0 || end < start) {
    throw new Error(`The table ${table} of ai-tokenizer has another form; adapt loadTable to it.`);
  }
  const exported = "export { binaryEncoder, name, pat_str, special_tokens, stringEncoder };";
  const url = URL.createObjectURL(
    new Blob([source.slice(start, end), "\n", exported], { type: "text/javascript" }),
  );
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
