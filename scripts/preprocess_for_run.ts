/** `preprocess-session` with what it asks for later in every run: see trigger_for_run.ts. */

import "../lib/cache/mod.ts";
import "../lib/config/mod.ts";
import "../lib/redact/mod.ts";
import "../lib/redact/run_redactor.ts";
import "@secretlint/secretlint-rule-preset-recommend";

export { command } from "./preprocess_session.ts";
