import assert from "node:assert/strict";
import fc from "fast-check";
import { readWithoutCopies } from "../../../lib/session/result_copies.ts";
import { readAll } from "./bytes.ts";

const encoder = new TextEncoder();
/** Lines below 2 KiB are read whole. */
const padding = "long enough ".repeat(200);

const read = (line: string) => readWithoutCopies(encoder.encode(line));

Deno.test("of a result's copy only what nothing else says is read, whatever stands around it", () => {
  const line = {
    type: "user",
    message: { role: "user", content: padding },
    toolUseResult: {
      filePath: "a.ts",
      originalFile: 'x = "{\\"}"\\\\ ,}]',
      structuredPatch: [{ oldStart: 1, lines: ["-a", "+b"] }],
      agentId: "a1",
      big: 1e9,
      ok: true,
      nothing: null,
    },
    sourceToolAssistantUUID: "u",
    toolDenialKind: "user-rejected",
  };
  const lean = read(JSON.stringify(line));
  assert.deepEqual(lean?.value, {
    ...line,
    toolUseResult: { structuredPatch: line.toolUseResult.structuredPatch, agentId: "a1" },
  });
  const whole = JSON.stringify(line).length;
  assert.ok((lean?.skippedBytes ?? 0) > 80 && (lean?.skippedBytes ?? 0) < whole - padding.length);
});

Deno.test("lines without a copy, short ones and broken ones are left to be read whole", () => {
  for (
    const line of [
      JSON.stringify({ content: padding }),
      JSON.stringify({ content: "short", toolUseResult: { stdout: "x" } }),
      JSON.stringify({ message: { padding, toolUseResult: { stdout: "x" } }, after: 1 }),
      JSON.stringify({ message: [{ padding, toolUseResult: "x" }] }),
      JSON.stringify({ text: `${padding},"toolUseResult":{"a":1}` }),
      JSON.stringify({ padding, toolUseResult: { stdout: padding } }).slice(0, -10),
      `{"padding":"${padding}","toolUseResult":{"a":1},"b":}`,
      `{"padding":"${padding}","toolUseResult":{"agentId":x},"b":1}`,
      `{"padding":"${padding}","toolUseResult":{"a":1}}{"padding":"glued"}`,
      `{"padding":"${padding}","toolUseResult":}`,
      `{"padding":"${padding}","toolUseResult":{"a" :1}}`,
      `["${padding}",{"a":1,"toolUseResult":{"b":1}}]`,
    ]
  ) assert.equal(read(line), undefined, line.slice(padding.length));
});

Deno.test("a key called __proto__ behind the copy changes nothing", () => {
  const lean = read(`{"padding":"${padding}","toolUseResult":1,"__proto__":{"type":"assistant"},"a":1}`);
  assert.equal(lean?.value.type, undefined);
  assert.equal(lean?.value.a, 1);
});

Deno.test("what is read is what JSON.parse reads, and the bytes stay as they were", () => {
  const fields = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue(), { maxKeys: 5 });
  const copy = fc.oneof(
    fc.jsonValue(),
    fc.record({ structuredPatch: fc.jsonValue(), answers: fc.jsonValue(), originalFile: fc.string() }),
    fc.dictionary(fc.constantFrom("agentId", "questions", "a", "__proto__"), fc.jsonValue()),
  );
  fc.assert(
    fc.property(fields, copy, fields, (before, toolUseResult, after) => {
      const line = JSON.stringify({ padding, ...before, toolUseResult, ...after });
      const bytes = encoder.encode(line);
      const lean = readWithoutCopies(bytes);
      assert.deepEqual(bytes, encoder.encode(line));
      const whole = JSON.parse(line);
      if (lean === undefined) return;
      const { toolUseResult: kept, ["__proto__"]: _own, ...rest } = lean.value;
      const { toolUseResult: all, ["__proto__"]: _, ...others } = whole;
      assert.deepEqual({ ...rest }, { ...others });
      for (const name of ["structuredPatch", "questions", "answers", "agentId"]) {
        const wanted = all !== null && typeof all === "object" && !Array.isArray(all) ? all[name] : undefined;
        assert.deepEqual((kept as Record<string, unknown>)[name], wanted);
      }
    }),
    { numRuns: 500 },
  );
  // The property means something only if lines like these are cut.
  assert.ok(read(JSON.stringify({ padding, toolUseResult: [1, "x"], uuid: "u" })) !== undefined);
});

Deno.test("the bytes that were not read are counted, and everything is read where everything is asked for", async () => {
  const line = { type: "user", message: { content: padding }, toolUseResult: { stdout: padding }, uuid: "u" };
  const entries = async (everything: boolean) => {
    const { entries, record } = await readAll(`${JSON.stringify(line)}\n`, { everything });
    return { copies: record.neverKept.get("toolUseResult copy"), raw: entries.map(({ raw }) => raw) };
  };
  assert.deepEqual(await entries(false), {
    copies: { lines: 1, bytes: JSON.stringify(line.toolUseResult).length },
    raw: [{ ...line, toolUseResult: {} }],
  });
  assert.deepEqual(await entries(true), { copies: undefined, raw: [line] });
});
