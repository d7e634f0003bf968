/**
 * Results that the client moved out of the log (2.1.20+): the log holds a preview in `<persisted-output>`, or a sentence
 * that says so; the whole text lies in `<session-id>/tool-results/<name>.txt`.
 */

import { basename, dirname, join } from "node:path";
import { refuseIfTooManyAreOpen } from "../file_failure.ts";
import { arrayField, asObject, stringField } from "./json.ts";
import { isPlainName, openBelow, readUpTo } from "./session_files.ts";

/** Longer results are shortened while they are read. */
const MOST_HELD_BYTES = 4 * 1024 * 1024;

/** What is read of a result at most, 0.5 s: of a longer one the beginning and the end (where test runners put the verdict). */
const MOST_READ_BYTES = 256 * 1024 * 1024;
const TAIL_BYTES = 1024 * 1024;

const PIECE_BYTES = 256 * 1024;

/** The folder of moved results in a session's. */
export const RESULTS_FOLDER = "tool-results";

/** A moved result that is too long to be held. */
export interface LongMovedResult {
  /** Its text, piece by piece; what is not read is missing between two of them. To be gone through once. */
  readonly pieces: AsyncIterable<string>;
  /** Bytes of all of it. */
  readonly bytes: number;
  /** Bytes that are not read. */
  readonly unreadBytes: number;
}

/** Makes the text that is shown for a long result. */
export type Shorten = (result: LongMovedResult) => Promise<string>;

/** Where the client says to which file it moved a result: in the first lines, and a path has 4096 bytes at most. */
const PLACE_CHARACTERS = 4096;
const SAVED_TO = /(?:saved to|written to):?\s*/gi;

/** How a preview begins: a result that quotes one is none. */
const PREVIEW_START = /^\s*(?:Exit code \d+\s+)?<persisted-output>/;

/** What the client says instead of a preview where an MCP server's answer was too long. */
const TOO_LONG =
  /^Error: result \([^)\n]{1,100}\) exceeds maximum allowed tokens\. Output has been saved to /;

/** What it says of the file where that holds the answer's blocks. */
const HOLDS_BLOCKS = /^Format: JSON array\b/m;

/** Whether the text of a result is only a preview of a moved one. */
export function isMovedResult(text: string): boolean {
  return PREVIEW_START.test(text) || TOO_LONG.test(text);
}

/**
 * The text of a moved result, or undefined where its file is gone or holds nothing. Only NAMES are taken from the log: the file's,
 * looked for in the session's own `tool-results` folders, and that of the session in whose folder it was, among those beside
 * the log (a fork's copied lines name their original's). A regular file and no link: a log can't make this program read anything else.
 *
 * @param folders the folders in which a session's files lie (see `sessionFolders`).
 * @param shorten called where the text is too long to be held.
 */
export async function readMovedResult(
  preview: string,
  toolUseId: string,
  folders: readonly string[],
  shorten: Shorten,
): Promise<string | undefined> {
  const saved = placeIn(preview.slice(0, PLACE_CHARACTERS))?.split(/[\\/]/) ?? [];
  const names = [saved.at(-1), `${toolUseId}.txt`, `${toolUseId}.json`];
  const places = folders.flatMap((folder) => names.map((name) => ({ folder, name })));
  const [session, kind] = saved.slice(-3);
  const [own] = folders;
  if (own !== undefined && session !== undefined && kind === RESULTS_FOLDER && isPlainName(session)) {
    places.push({ folder: join(dirname(own), session), name: saved.at(-1) });
  }
  for (const { folder, name } of places) {
    if (name === undefined || !isPlainName(name)) continue;
    const text = await readResult(folder, name, HOLDS_BLOCKS.test(preview), shorten);
    if (text !== undefined && !isHollow(text)) return text;
  }
  return undefined;
}

/** Whether a file holds no text: a client or machine that crashed leaves it empty, or full of NULs. */
function isHollow(text: string): boolean {
  return /^[\s\0]*$/.test(text);
}

/** The rest of the first line that says so and ends, except a full stop, with a file's name; each line is looked at once. */
function placeIn(text: string): string | undefined {
  SAVED_TO.lastIndex = 0;
  while (SAVED_TO.test(text)) {
    const start = SAVED_TO.lastIndex;
    const lineEnd = text.indexOf("\n", start);
    const place = text.slice(start, lineEnd < 0 ? undefined : lineEnd).trimEnd().replace(/\.$/, "");
    if (/\.(?:txt|json)$/i.test(place)) return place;
    if (lineEnd < 0) return undefined;
    SAVED_TO.lastIndex = lineEnd;
  }
  return undefined;
}

/** The folders beside a log in which the session's own files may lie: named for the log's file and its id. */
export function sessionFolders(logPath: string, sessionId: string | undefined): string[] {
  const names = new Set([basename(logPath).replace(/\.jsonl$/, ""), sessionId ?? ""]);
  return [...names].filter(isPlainName).map((name) => join(dirname(logPath), name));
}

/** The texts of a JSON array of blocks; where it is none (any more), what stands there. */
function textOfBlocks(json: string): string {
  try {
    const texts = arrayField({ blocks: JSON.parse(json) }, "blocks").flatMap((block) =>
      stringField(asObject(block) ?? {}, "text") ?? []
    );
    return texts.length === 0 ? json : texts.join("\n");
  } catch {
    return json;
  }
}

async function readResult(
  folder: string,
  name: string,
  holdsBlocks: boolean,
  shorten: Shorten,
): Promise<string | undefined> {
  try {
    using file = await openBelow(dirname(folder), basename(folder), RESULTS_FOLDER, name);
    const { size } = await file.stat();
    if (size > MOST_HELD_BYTES) {
      const unreadBytes = Math.max(0, size - MOST_READ_BYTES);
      const pieces = piecesOf(file, size, unreadBytes);
      return await shorten({ pieces: holdsBlocks ? withLineEnds(pieces) : pieces, bytes: size, unreadBytes });
    }
    const text = new TextDecoder().decode(await readUpTo(file, size));
    return holdsBlocks ? textOfBlocks(text) : text;
  } catch (error) {
    refuseIfTooManyAreOpen(error);
    return undefined;
  }
}

/** The text of a file, without so many bytes before its end. */
async function* piecesOf(file: Deno.FsFile, size: number, unreadBytes: number): AsyncGenerator<string> {
  if (unreadBytes === 0) return yield* decoded(file, size);
  yield* decoded(file, size - unreadBytes - TAIL_BYTES);
  await file.seek(size - TAIL_BYTES, Deno.SeekMode.Start);
  yield* decoded(file, TAIL_BYTES);
}

async function* decoded(file: Deno.FsFile, bytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(PIECE_BYTES);
  let count: number | null = 0;
  for (let left = bytes; left > 0; left -= count) {
    count = await file.read(buffer.subarray(0, left));
    if (count === null) break;
    yield decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  yield decoder.decode();
}

const ESCAPE = /\\(["\\/nt])/g;
const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t" };

/** A JSON array of blocks that is too long to be parsed, with the line ends of its texts. */
async function* withLineEnds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const text = rest + piece;
    // An escape may go on in the next piece.
    const end = text.length - (/\\*$/.exec(text.slice(-MOST_BACKSLASHES))?.[0].length ?? 0) % 2;
    rest = text.slice(end);
    yield text.slice(0, end).replace(ESCAPE, (_, escaped: string) => ESCAPED[escaped] ?? escaped);
  }
  yield rest;
}

/** Seen at the end of a piece: of more, half are shown. */
const MOST_BACKSLASHES = 1024;
