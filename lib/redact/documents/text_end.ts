/**
 * Stands behind the text of an element where finished markup is scanned: what follows is another text, in which no table,
 * no value and no document of the first one goes on. No rule crosses the control character (see batch.ts) but the one for
 * what a tool use has written, which is made for finished markup. What is spread over elements is looked for apart
 * (markup_span.ts).
 */
export const TEXT_END = "\n\0";
