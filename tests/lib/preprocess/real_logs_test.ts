import assert from "node:assert/strict";
import { parseXmlDocument } from "slimdom";
import { DEFAULT_MAX_TOKENS } from "../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../tools/bench/find_real_logs.ts";
import { countTokens } from "../../../tools/bench/tokens.ts";
import { convertFile } from "./converting.ts";

const logs = findRealLogs();
const why = logs.length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : "";

Deno.test({
  name: `every real log converts to well-formed parts within the budget, three quarters full${why}`,
  ignore: logs.length === 0,
  async fn() {
    for (const path of logs) {
      const { parts, report } = await convertFile(path);
      assert.equal(report.unparsedCount, 0, path);
      assert.deepEqual(report.unknownTypes, {}, path);
      for (const [index, part] of parts.entries()) {
        parseXmlDocument(part);
        const tokens = Math.max(...Object.values(countTokens(part)));
        assert.ok(tokens <= DEFAULT_MAX_TOKENS, `${path}: ${tokens}`);
        if (index < parts.length - 1) {
          assert.ok(tokens >= DEFAULT_MAX_TOKENS * 0.75, `${path} part ${index + 1}: ${tokens}`);
        }
      }
    }
  },
});
