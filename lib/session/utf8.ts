/** Telling text from bytes that are none. */

const strictDecoder = new TextDecoder("utf-8", { fatal: true });

/** Whether bytes are UTF-8. A U+FFFD in the decoded text doesn't tell: it may be written in the log itself. */
export function isUtf8(bytes: Uint8Array | undefined): boolean {
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
