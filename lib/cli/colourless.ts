/** A terminal without colours, for libraries that decide about colours by themselves. */

import type process from "node:process";

type TerminalStream = typeof process.stderr;

/** Select Graphic Rendition: colours, bold, dim. */
// deno-lint-ignore no-control-regex
const COLOURS = /\x1b\[[\d;:]*m/g;

/**
 * The stream, but that what is written through it has no colours; cursor movements stay. What others write to the stream itself
 * is left alone, and what is set on the result isn't set on the stream.
 */
export function colourless(stream: TerminalStream): TerminalStream {
  const own = new Map<PropertyKey, unknown>();
  const write = stream.write.bind(stream);
  own.set("write", (chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    return Reflect.apply(write, stream, [text.replace(COLOURS, ""), ...rest]);
  });
  return new Proxy(stream, {
    get(target, name) {
      if (own.has(name)) return own.get(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(_target, name, value) {
      own.set(name, value);
      return true;
    },
  });
}
