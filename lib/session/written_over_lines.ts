/**
 * Logs whose objects a program wrote over several lines (`jq .`, an editor's "format"), one behind the other or in
 * one array → the same bytes with each object on a line. JSON has no line ends within strings, so those within an
 * object are white space; they come behind it, as empty lines: each object keeps the number of its first line.
 */

const NEWLINE = 0x0a;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const COMMA = 0x2c;
const SPACE = 0x20;
/** The bytes of a byte order mark. */
const MARK: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf]);

/** What such logs begin with: an object with its first field on the next line, or an array with such an object. */
const BEGINNING = /^(?:\ufeff)?\s*(?:\{|\[\s*\n[ \t]*\{)[ \t\r]*\n[ \t]+"/;
const BEGINNING_BYTES = 1000;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Whether a log with this first chunk, in UTF-8, has objects over several lines. */
export function isWrittenOverLines(chunk: Uint8Array): boolean {
  return BEGINNING.test(decoder.decode(chunk.subarray(0, BEGINNING_BYTES)));
}

/** The chunks of such a log with each object on a line; a line outside of these objects stays one. */
export async function* objectsOnLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isInside = false;
  /** Line ends that are to come behind the object. */
  let pending = 0;
  /** Of the first line of the object, and of the present line, so far. */
  let [baseIndent, indent, first, written] = [0, 0, 0, 0];
  for await (const chunk of chunks) {
    const output = new Uint8Array(chunk.length + pending);
    let length = 0;
    for (const byte of chunk) {
      if (byte !== NEWLINE) {
        if (byte > SPACE && !(written === 0 && MARK.has(byte))) {
          if (written++ === 0) first = byte;
        } else if (written === 0 && byte <= SPACE) indent++;
        // What belongs to the array around the objects: the comma behind one, and the brackets.
        const isBetween = isInside
          ? byte === COMMA && written === 2 && first === CLOSING_BRACE && indent === baseIndent
          : written === 1 && (byte === OPENING_BRACKET || byte === CLOSING_BRACKET);
        output[length++] = isBetween ? SPACE : byte;
        continue;
      }
      if (!isInside && first === OPENING_BRACE && written === 1) [isInside, baseIndent] = [true, indent];
      else if (isInside && first === CLOSING_BRACE && indent === baseIndent) isInside = false;
      pending++;
      if (!isInside) {
        output.fill(NEWLINE, length, length + pending);
        length += pending;
        pending = 0;
      }
      [indent, first, written] = [0, 0, 0];
    }
    yield output.subarray(0, length);
  }
  if (pending > 0) yield new Uint8Array(pending).fill(NEWLINE);
}
