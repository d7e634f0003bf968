/**
 * `trigger-async-learn` with what it asks for later in nearly every run: asked for with the command, that is among the code that an
 * executable keeps compiled (docs/decisions/0002-executables.md). Its `--help` needs none of it.
 */

import "../lib/cache/mod.ts";
import "../lib/config/mod.ts";
import "../lib/github/mod.ts";
import "../lib/github/plan/metadata_update.ts";
import "../lib/github/plan/plan_comments.ts";
import "../lib/github/plan/plan_header.ts";
import "../lib/github/repository/repository_name.ts";
import "../lib/github/request/addresses.ts";
import "../lib/redact/mod.ts";
import "../lib/redact/run_redactor.ts";
import "@octokit/plugin-paginate-graphql";
import "@octokit/rest";
import "@secretlint/secretlint-rule-preset-recommend";

export { command } from "./trigger_async_learn.ts";
