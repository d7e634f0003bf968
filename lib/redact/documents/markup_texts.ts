/**
 * The texts of finished markup that rules are tried on, made in WebAssembly (assembly/redact/markup_texts.ts): parts
 * hold nothing any more as a rule, and to see that takes no runs and places of them.
 */

import { instantiateWasm } from "../../wasm.ts";
import { isOfSecret, KEY_WORDS } from "./markup_span.ts";
import { WASM_BASE64 } from "../markup_texts_wasm.ts";
import { quickIndexOf } from "../search/quick_search.ts";
import { createCodeUnitReader } from "../../raw_text.ts";
import { mayEndSecretName } from "../rules/judgement/secret_ending.ts";

/** What markup is scanned as; to be disposed of, so that a text as long as a part is not alive until the next one. */
export interface MarkupTexts extends Disposable {
  /** The text that `viewMarkup` would return. */
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
  const reader = createCodeUnitReader(module.memory);
  const endTags = new Uint32Array(module.memory.buffer, module.END_TAGS.value);
  return (xml) => {
    if (xml.length > module.MOST_BYTES.value) return undefined;
    memory.set(xml, module.INPUT.value);
    reader.forget();
    const units = module.read(xml.length);
    if (units < 0) return undefined;
    const view = reader.read(module.VIEW.value, units);
    if (quickIndexOf(view, KEY_WORDS) !== -1) return undefined;
    for (let index = 0; index < module.numberOfEndTags(); index++) {
      const close = view.indexOf(">", endTags[index]);
      if (close !== -1 && mayEndSecretName(view, close)) return undefined;
    }
    return {
      view,
      across: reader.read(module.ACROSS.value, module.acrossUnits()),
      [Symbol.dispose]: reader.forget,
    };
  };
}
