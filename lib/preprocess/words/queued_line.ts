/** The attachment that delivers what waited in the queue → the user line that it stands for. */

import {
  type AttachmentEntry,
  type ContentBlock,
  decodeContent,
  objectField,
  stringField,
  type UserEntry,
} from "../../session/mod.ts";

/** The line of a prompt, a shell command or a notice that an attachment of type `queued_command` delivers. */
export function queuedLine(entry: AttachmentEntry): UserEntry {
  const { attachment } = entry;
  const mode = stringField(attachment, "commandMode") ?? "prompt";
  const kind = stringField(objectField(attachment, "origin") ?? {}, "kind") ??
    (mode === "prompt" || mode === "bash" ? undefined : mode);
  // Should a newer client call it by another name, it is a prompt all the same.
  const content = decodeContent(attachment.prompt ?? attachment.text ?? attachment.content);
  return {
    ...entry,
    kind: "user",
    content: mode === "bash" ? content.map(shellInput) : content,
    // Agents get them from the person, too.
    isSidechain: false,
    isMeta: kind === undefined && attachment.isMeta === true,
    isCompactSummary: false,
    originKind: kind,
    promptSource: undefined,
    toolDenialKind: undefined,
    toolUseResult: undefined,
  };
}

/** A shell command as the client writes it where it was not queued. */
function shellInput(block: ContentBlock): ContentBlock {
  return block.type === "text" ? { type: "text", text: `<bash-input>${block.text}</bash-input>` } : block;
}
