/** Terminal output as a person saw it. */

// deno-lint-ignore no-control-regex -- terminal escape sequences start with ESC
const ESCAPES = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][0-9A-B])/g;

/** Text without colours and cursor movements (ECMA-48), and of each line that was rewritten only its last state. */
export function readableTerminalText(text: string): string {
  const plain = text.includes("\u001b") ? text.replace(ESCAPES, "") : text;
  if (!plain.includes("\r")) return plain;
  return plain.replaceAll("\r\n", "\n").replace(/[^\n\r]*\r(?=[^\n])/g, "").replaceAll("\r", "");
}
