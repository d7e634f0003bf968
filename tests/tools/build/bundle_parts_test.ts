import assert from "node:assert/strict";
import { partsOf } from "../../../tools/build/bundle_parts.ts";

const WORKER = "lib/conversion/session_worker.ts";

Deno.test("a program's parts tell where it begins, and its worker stands beside any of them that may start it", () => {
  const files = ["chunk-A.js", "scripts/trigger.js", "trigger-B.js", "lib/conversion/session_worker.js"];
  assert.deepEqual(partsOf(files, "scripts/trigger.ts", WORKER), {
    entry: "scripts/trigger.js",
    workers: [
      { path: "session_worker.js", source: 'import "./lib/conversion/session_worker.js";\n' },
      { path: "scripts/session_worker.js", source: 'import "../lib/conversion/session_worker.js";\n' },
    ],
  });
});

Deno.test("a program without a worker has none included, and lies in its folder whatever its source's was", () => {
  assert.deepEqual(partsOf(["chunk-A.js", "download.js"], "scripts/download.ts", undefined), {
    entry: "download.js",
    workers: [],
  });
});

Deno.test("paths of Windows are told, too", () => {
  const files = ["main.js", "lib\\conversion\\session_worker.js"];
  assert.deepEqual(partsOf(files, "main.ts", WORKER), {
    entry: "main.js",
    workers: [{ path: "session_worker.js", source: 'import "./lib/conversion/session_worker.js";\n' }],
  });
});

Deno.test("a source that was not bundled ends the build", () => {
  assert.throws(() => partsOf(["main.js"], "main.ts", WORKER), /session_worker\.ts was not bundled/);
});
