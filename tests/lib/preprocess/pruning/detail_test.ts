import assert from "node:assert/strict";
import { DETAIL_LEVELS, type DetailLevel } from "../../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../../tools/bench/find_real_logs.ts";
import { session } from "../../../support/session_builder/mod.ts";
import { demoWorld } from "../../../support/session_builder/scenarios.ts";
import { type Converted, convertFile, convertSession } from "../converting.ts";

const LEVELS: readonly DetailLevel[] = [...DETAIL_LEVELS, "everything"];
const rows = (count: number) =>
  Array.from({ length: count }, (_, row) => `  ok ${row} ordinary output`).join("\n");

/** Each conversion has its own key, from which the marks of what was redacted are made. */
const MARK = /(\[redacted:[a-z-]+):[0-9a-f]{4}\]/g;

/** The texts of all elements of a name, without marks; an element that goes on in the next part is one. */
function textsOf(
  { elements }: Converted,
  name: string,
  isWanted = (_: Record<string, string>) => true,
): string[] {
  const texts = new Map<string, string>();
  for (const { name: found, attributes, text } of elements) {
    if (found !== name || !isWanted(attributes)) continue;
    const key = `${attributes.ref} ${attributes.for} ${attributes.continued === "yes" ? "" : texts.size}`;
    const begun = attributes.continued === "yes" ? [...texts.keys()].at(-1) ?? key : key;
    texts.set(begun, (texts.get(begun) ?? "") + text);
  }
  return [...texts.values()].map((text) => text.replace(MARK, "$1]"));
}

Deno.test("each level keeps at least as much as the one below, and all keep what people said and what failed", async () => {
  const { planning, olderImplementation, longImplementation } = demoWorld();
  for (const built of [planning, olderImplementation, longImplementation]) {
    const whole = Object.assign(session({ id: built.id, cwd: built.cwd }), { build: () => built });
    const converted = await Promise.all(LEVELS.map((detail) => convertSession(whole, { detail })));
    const sizes = converted.map(({ report }) => report.bytesOut);
    assert.deepEqual(sizes, sizes.toSorted((a, b) => a - b), built.id);
    const kept = converted.map(({ report }) => report.ledger.kept.bytes);
    assert.deepEqual(kept, kept.toSorted((a, b) => a - b), built.id);
    const words = converted.map((one) => textsOf(one, "user"));
    const failed = converted.map((one) => textsOf(one, "tool_result", ({ error }) => error === "yes").length);
    for (const [index, level] of LEVELS.entries()) {
      assert.deepEqual(words[index], words[0], `${built.id} at ${level}`);
      assert.equal(failed[index], failed[0], `${built.id} at ${level}`);
    }
  }
});

Deno.test("errors in the middle, verdicts, commands and edits survive at every level", async () => {
  const command = `npm test -- ${"--grep=amounts ".repeat(40)}`;
  const output = `${rows(400)}\n  Error: three separators in row 12\n${rows(400)}\n# fail 1`;
  for (const detail of LEVELS) {
    const built = session({ version: "2.1.200", seed: "levels" }).prompt("Accept European amounts")
      .read("/home/dev/a.ts", "one\ntwo\nthree\nfour").edit("/home/dev/a.ts", "three", "THREE")
      .bash(command, output, { queued: "leave the header out" })
      .bash("npm run build", `${rows(150)}\nerror TS2345: wrong argument\n${rows(150)}\nFound 1 error.`, {
        isError: true,
      }).deny("don't push");
    const converted = await convertSession(built, { detail });
    const { xml } = converted;
    for (
      const kept of [
        "Error: three separators in row 12",
        "# fail 1",
        "error TS2345: wrong argument",
        "Found 1 error.",
        command.trim(),
        "THREE",
      ]
    ) assert.ok(xml.includes(kept), `${detail}: ${kept}`);
    assert.deepEqual(
      textsOf(converted, "user").toSorted(),
      ["Accept European amounts", "don't push", "leave the header out"],
      detail,
    );
  }
});

Deno.test("high keeps whole what normal shortens, and low shortens it more", async () => {
  const content = Array.from({ length: 120 }, (_, row) => `const line${row} = "${row}";`).join("\n");
  const sizes = await Promise.all(LEVELS.map(async (detail) => {
    const built = session({ version: "2.1.200", seed: "files" }).prompt("Go").read("/home/dev/a.ts", content)
      .write("/home/dev/b.ts", content).thinking(content);
    const { xml } = await convertSession(built, { detail });
    return [...xml.matchAll(/line119 /g)].length * 1000 + xml.length / 1000;
  }));
  const [low = 0, normal = 0, high = 0] = sizes;
  assert.ok(low < normal && normal < high);
  const { xml } = await convertSession(
    session({ version: "2.1.200" }).prompt("Go").read("/home/dev/a.ts", content),
    { detail: "high" },
  );
  assert.ok(xml.includes("line60 "));
});

Deno.test({
  name: `low loses no person's words, no error and no queued prompt of the real logs${
    findRealLogs().length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : ""
  }`,
  ignore: findRealLogs().length === 0,
  async fn() {
    for (const path of findRealLogs()) {
      const [low, normal, high] = await Promise.all(
        DETAIL_LEVELS.map((detail) => convertFile(path, { detail })),
      );
      assert.ok(low !== undefined && normal !== undefined && high !== undefined);
      assert.ok(
        low.report.bytesOut <= normal.report.bytesOut && normal.report.bytesOut <= high.report.bytesOut,
        path,
      );
      for (const other of [low, high]) {
        assert.deepEqual(textsOf(other, "user"), textsOf(normal, "user"), path);
        const failures = (one: Converted) =>
          textsOf(one, "tool_result", ({ error }) => error === "yes").length;
        assert.equal(failures(other), failures(normal), path);
        assert.equal(other.report.kept["user"], normal.report.kept["user"], path);
      }
    }
  },
});
