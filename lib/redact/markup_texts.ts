/**
 * The texts of finished markup that rules are tried on, made in WebAssembly (assembly/redact/markup_texts.ts): parts
 * hold nothing any more as a rule, and to see that takes no runs and places of them.
 */

import { deserialize } from "node:v8";
import { instantiateWasm } from "../wasm.ts";
import { isOfSecret, KEY_WORDS } from "./markup_span.ts";
import { WASM_BASE64 } from "./markup_texts_wasm.ts";
import { quickIndexOf } from "./quick_search.ts";
import { mayEndSecretName } from "./rules/secret_ending.ts";

/** What markup is scanned as. */
export interface MarkupTexts {
  /** As `viewMarkup` gives it. */
  readonly view: string;
  /** As `textsAcrossRuns` gives them, joined. A character of two units at the end of what is shown around one is left out. */
  readonly across: string;
}

/** What the source exports: see there. */
interface Exports {
  readonly INPUT: WebAssembly.Global;
  readonly VIEW: WebAssembly.Global;
  readonly ACROSS: WebAssembly.Global;
  readonly END_TAGS: WebAssembly.Global;
  readonly SECRET_CHARACTERS: WebAssembly.Global;
  readonly MOST_BYTES: WebAssembly.Global;
  read(length: number): number;
  acrossUnits(): number;
  numberOfEndTags(): number;
}

/** Reads markup in UTF-8. */
type MarkupReader = (xml: Uint8Array) => MarkupTexts | undefined;

let reader: MarkupReader | undefined;

/**
 * The texts of markup that has tags and character data with the three references that are needed there; undefined where
 * there is anything else, or what may be a private key over several elements.
 */
export function plainMarkupTexts(xml: Uint8Array): MarkupTexts | undefined {
  return (reader ??= createReader())(xml);
}

function createReader(): MarkupReader {
  const module = instantiateWasm<Exports>(WASM_BASE64);
  const memory = new Uint8Array(module.memory.buffer);
  for (let code = 0; code < 0x80; code++) {
    memory[module.SECRET_CHARACTERS.value + code] = isOfSecret(code) ? 1 : 0;
  }
  const endTags = new Uint32Array(module.memory.buffer, module.END_TAGS.value);
  return (xml) => {
    if (xml.length > module.MOST_BYTES.value) return undefined;
    memory.set(xml, module.INPUT.value);
    const units = module.read(xml.length);
    if (units < 0) return undefined;
    const view = textAt(memory, module.VIEW.value, units);
    if (quickIndexOf(view, KEY_WORDS) !== -1) return undefined;
    for (let index = 0; index < module.numberOfEndTags(); index++) {
      const close = view.indexOf(">", endTags[index]);
      if (close !== -1 && mayEndSecretName(view, close)) return undefined;
    }
    return { view, across: textAt(memory, module.ACROSS.value, module.acrossUnits()) };
  };
}

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/** What V8's serializer writes before a text of two bytes a unit: its version, and a tag. Then comes the size. */
const TWO_BYTE_TEXT = [0xff, 0x0f, 0x63];

/** The text at an address, with room for its head before it: 10 µs for 54,000 units where `TextDecoder` takes 100. */
function textAt(memory: Uint8Array, address: number, units: number): string {
  const head = [...TWO_BYTE_TEXT];
  for (let rest = 2 * units; rest > 0; rest >>>= 7) head.push(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
  const start = address - head.length;
  memory.set(head, start);
  const end = address + 2 * units;
  try {
    const text: unknown = deserialize(memory.subarray(start, end));
    if (typeof text === "string" && text.length === units) return text;
  } catch {
    // Should the format be another one some day.
  }
  return decoder.decode(memory.subarray(address, end));
}
