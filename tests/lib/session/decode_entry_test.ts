import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeEntry } from "../../../lib/session/decode_entry.ts";
import type { Entry } from "../../../lib/session/mod.ts";
import { parseLog, session } from "../../support/session_builder/mod.ts";

const place = { line: 7, position: 1, cut: false };
const decode = (value: unknown) => decodeEntry(value, place);

function as<Kind extends Entry["kind"]>(value: unknown, kind: Kind): Extract<Entry, { kind: Kind }> {
  const entry = decode(value);
  assert.equal(entry?.kind, kind);
  return entry as Extract<Entry, { kind: Kind }>;
}

Deno.test("content may be a string or blocks, on user and assistant lines", () => {
  const text = [{ type: "text", text: "hi" }];
  assert.deepEqual(as({ type: "user", message: { content: "hi" } }, "user").content, text);
  assert.deepEqual(as({ type: "assistant", message: { content: "hi" } }, "assistant").content, text);
  assert.deepEqual(as({ type: "assistant", message: { content: text } }, "assistant").content, text);
});

Deno.test("a missing type is told by the role, a null message has no content", () => {
  assert.equal(decode({ message: { role: "assistant", content: "x" } })?.kind, "assistant");
  assert.deepEqual(as({ type: "user", message: null }, "user").content, []);
  assert.equal(as({ uuid: "x" }, "other").type, "(no type)");
});

Deno.test("a line without a message may be the message itself", () => {
  const text = [{ type: "text", text: "hi" }];
  assert.deepEqual(as({ type: "user", content: "hi" }, "user").content, text);
  assert.deepEqual(as({ type: "user", message: null, content: text }, "user").content, text);
  assert.deepEqual(as({ role: "user", content: "hi" }, "user").content, text);
  const answer = as({ role: "assistant", id: "m1", model: "a-model", content: text }, "assistant");
  assert.deepEqual([answer.messageId, answer.model, answer.content], ["m1", "a-model", text]);
  assert.deepEqual(
    as({ type: "user", message: { content: "of the message" }, content: "hi" }, "user").content,
    [
      { type: "text", text: "of the message" },
    ],
  );
});

Deno.test("a tool result's error flag and its blocks are read, images only by type and size", () => {
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "aGVsbG8=" } };
  const result = {
    type: "tool_result",
    tool_use_id: "t1",
    is_error: true,
    content: [{ type: "text", text: "no" }, image],
  };
  assert.deepEqual(as({ type: "user", message: { content: [result] } }, "user").content, [{
    type: "tool_result",
    toolUseId: "t1",
    isError: true,
    content: [{ type: "text", text: "no" }, { type: "image", mediaType: "image/png", bytes: 5 }],
  }]);
});

Deno.test("thinking comes without its signature", () => {
  const entry = as({
    type: "assistant",
    message: { content: [{ type: "thinking", thinking: "hm", signature: "x" }] },
  }, "assistant");
  assert.deepEqual(entry.content, [{ type: "thinking", text: "hm" }]);
});

Deno.test("a message embedded in a progress line belongs to its agent", () => {
  const entry = as({
    type: "progress",
    parentToolUseID: "t1",
    data: {
      type: "agent_progress",
      agentId: "a1",
      message: { type: "user", uuid: "u", message: { content: "go" } },
    },
  }, "agent-progress");
  assert.equal(entry.agentId, "a1");
  assert.equal(entry.parentToolUseId, "t1");
  assert.deepEqual([entry.message.kind, entry.message.uuid, entry.message.isSidechain], ["user", "u", true]);
});

Deno.test("queued prompts may be blocks", () => {
  const content = [{ type: "text", text: "one" }, { type: "text", text: "two" }];
  assert.equal(as({ type: "queue-operation", operation: "enqueue", content }, "queue").content, "one\ntwo");
});

Deno.test("unknown fields stay reachable", () => {
  assert.equal(decode({ type: "user", someNewField: 4 })?.raw.someNewField, 4);
});

for (const version of ["1.0.44", "1.0.128", "2.0.77", "2.1.20", "2.1.200", "2.1.329"]) {
  Deno.test(`lines of version ${version} are of known types`, () => {
    const built = session({ version, seed: "x" }).prompt("Fix it").thinking("hm").bash(
      "npm test",
      "1 failing",
      { isError: true },
    )
      .edit("/home/dev/a.ts", "a", "b").queued("and the docs").assistant("Done.").apiError().interrupt().deny(
        "no",
      ).build();
    const entries = parseLog(built.text).map(decode);
    const kinds = new Set(entries.map((entry) => entry?.kind));
    assert.ok(kinds.has("user") && kinds.has("assistant"));
    const others = entries.flatMap((entry) => entry?.kind === "other" ? [entry.type] : []);
    assert.deepEqual(
      others.filter((type) =>
        !/^(?:file-history|last-prompt|mode|permission|atis|cost|tools|progress)/.test(type)
      ),
      [],
    );
  });
}

Deno.test("arbitrary JSON never throws", () => {
  const field = fc.constantFrom(
    "type",
    "message",
    "content",
    "data",
    "attachment",
    "operation",
    "uuid",
    "usage",
    "source",
  );
  const type = fc.constantFrom(
    "user",
    "assistant",
    "progress",
    "system",
    "attachment",
    "queue-operation",
    "tool_result",
    "image",
  );
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      type,
      fc.jsonValue(),
      tie("object"),
      fc.array(tie("value"), { maxLength: 3 }),
    ),
    object: fc.dictionary(field, tie("value")),
  }));
  fc.assert(fc.property(tree.value, (value) => {
    decode(value);
  }));
});

Deno.test("only whole numbers from 0 are numbers of tokens", () => {
  const usage = {
    input_tokens: -5,
    output_tokens: 1e308,
    cache_read_input_tokens: 0.5,
    cache_creation_input_tokens: 12,
  };
  const read = as({ type: "assistant", message: { usage } }, "assistant").usage;
  assert.deepEqual(read, { input: 0, output: 0, cacheRead: 0, cacheWrite: 12 });
});
