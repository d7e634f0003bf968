import assert from "node:assert/strict";
import * as claude from "ai-tokenizer/encoding/claude";
import * as o200k from "ai-tokenizer/encoding/o200k_base";
import Tokenizer from "ai-tokenizer";
import { parseXmlDocument } from "slimdom";
import { DEFAULT_MAX_TOKENS } from "../../../lib/preprocess/mod.ts";
import { findRealLogs, REAL_LOGS_FOLDER } from "../../../tools/bench/real_logs.ts";
import { convertFile } from "./converting.ts";

const logs = findRealLogs();
const why = logs.length === 0 ? ` (skipped: there is no ${REAL_LOGS_FOLDER} beside the repository)` : "";

Deno.test({
  name: `every real log converts to well-formed parts within the budget, three quarters full${why}`,
  ignore: logs.length === 0,
  async fn() {
    const tokenizers = [new Tokenizer(claude), new Tokenizer(o200k)];
    for (const path of logs) {
      const { parts, report } = await convertFile(path);
      assert.equal(report.unparsedCount, 0, path);
      assert.deepEqual(report.unknownTypes, {}, path);
      for (const [index, part] of parts.entries()) {
        parseXmlDocument(part);
        const tokens = Math.max(...tokenizers.map((tokenizer) => tokenizer.count(part)));
        assert.ok(tokens <= DEFAULT_MAX_TOKENS, `${path}: ${tokens}`);
        if (index < parts.length - 1) {
          assert.ok(tokens >= DEFAULT_MAX_TOKENS * 0.75, `${path} part ${index + 1}: ${tokens}`);
        }
      }
    }
  },
});
