/**
 * Parts that are printed once all of them are whole: until then they lie in a file that has no name any more, so that
 * memory holds one of them and nothing is left behind, however the program ends.
 */

import { reasonOf } from "../../file_failure.ts";
import { UserError } from "../../user_error.ts";
import type { Part, PartSink } from "./part_sink.ts";

/** A sink for parts that are to be printed. */
export interface PrintedParts extends PartSink {
  /** The parts, after `finish`; to be gone through once. */
  parts(): Iterable<string>;
}

/** A part in the file. */
interface StoredPart extends Omit<Part, "body"> {
  readonly start: number;
  readonly bodyBytes: number;
}

/**
 * Keeps parts in a temporary file of the owner's alone.
 *
 * @throws UserError (the sink's methods, too) when the file can't be made or written.
 */
export function keepForPrinting(): PrintedParts {
  const file = openUnnamed();
  const stored = new Map<number, StoredPart>();
  let whole: readonly StoredPart[] = [];
  let end = 0;

  const bodyOf = ({ start, bodyBytes }: StoredPart): Uint8Array => {
    const bytes = new Uint8Array(bodyBytes);
    file.seekSync(start, Deno.SeekMode.Start);
    for (let length = 0; length < bodyBytes;) {
      const count = file.readSync(bytes.subarray(length));
      if (count === null) throw new Error("The temporary file of the parts has become shorter.");
      length += count;
    }
    return bytes;
  };
  return {
    add({ body, ...part }) {
      describingFailure(() => {
        file.seekSync(end, Deno.SeekMode.Start);
        for (let rest: Uint8Array = body; rest.length > 0;) rest = rest.subarray(file.writeSync(rest));
      });
      stored.set(part.number, { ...part, start: end, bodyBytes: body.length });
      end += body.length;
      return Promise.resolve();
    },
    bodyOf(number) {
      const part = stored.get(number);
      return Promise.resolve(part === undefined ? new Uint8Array() : bodyOf(part));
    },
    finish(_sessionId, openings) {
      whole = openings.flatMap((opening, index) => {
        const part = stored.get(index + 1);
        return part === undefined ? [] : [{ ...part, opening }];
      });
      return Promise.resolve(whole.map((part) => ({ name: undefined, bytes: bytesOf(part) })));
    },
    discard() {
      file.close();
      return Promise.resolve();
    },
    *parts() {
      try {
        for (const part of whole) {
          yield `${part.opening}\n${decoder.decode(bodyOf(part))}\n${part.closing}`;
        }
      } finally {
        file.close();
      }
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function bytesOf({ opening, bodyBytes, closing }: StoredPart): number {
  return encoder.encode(`${opening}\n\n${closing}`).length + bodyBytes;
}

/** A file that is removed as soon as it is open: nobody else can find it, and it ends with the program. */
function openUnnamed(): Deno.FsFile {
  return describingFailure(() => {
    const path = Deno.makeTempFileSync({ prefix: "erk-learn-" });
    try {
      return Deno.openSync(path, { read: true, write: true });
    } finally {
      Deno.removeSync(path);
    }
  });
}

function describingFailure<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new UserError(
      `The parts can't be kept in a temporary file until they are printed (${reasonOf(error)}): ` +
        "set TMPDIR to a folder that can be written to.",
      { cause: error },
    );
  }
}
