/** All commands. Each is loaded when it is wanted: one command doesn't pay for the others at start-up. */

import type { Command } from "../lib/cli/mod.ts";

type Script = () => Promise<{ readonly command: Command }>;

/** By name, in the order in which `--help` lists them. */
const SCRIPTS: Readonly<Record<string, Script>> = {
  "trigger-async-learn": () => import("./trigger_async_learn.ts"),
  "learn": () => import("./learn.ts"),
  "get-learn-sessions": () => import("./get_learn_sessions.ts"),
  "preprocess-session": () => import("./preprocess_session.ts"),
  "get-pr-for-plan": () => import("./get_pr_for_plan.ts"),
  "fetch-learn-pr-comments": () => import("./fetch_learn_pr_comments.ts"),
  "upload-learn-materials": () => import("./upload_learn_materials.ts"),
  "download-learn-materials": () => import("./download_learn_materials.ts"),
  "gather-learn-input": () => import("./gather_learn_input.ts"),
  "analyse-learn-input": () => import("./analyse_learn_input.ts"),
  "upload-session": () => import("./upload_session.ts"),
  "download-remote-session": () => import("./download_remote_session.ts"),
  "evidence": () => import("./evidence.ts"),
  "validate-claude-credentials": () => import("./validate_claude_credentials.ts"),
  "validate-plan-content": () => import("./validate_plan_content.ts"),
  "plan-save": () => import("./plan_save.ts"),
  "normalize-tripwire-candidates": () => import("./normalize_tripwire_candidates.ts"),
  "store-tripwire-candidates": () => import("./store_tripwire_candidates.ts"),
  "consolidate-learn-plans": () => import("./consolidate_learn_plans.ts"),
  "track-learn-result": () => import("./track_learn_result.ts"),
  "track-learn-evaluation": () => import("./track_learn_evaluation.ts"),
  "save-learn-result": () => import("./save_learn_result.ts"),
  "start-async-learn": () => import("./start_async_learn.ts"),
  "apply-learn-plan": () => import("./apply_learn_plan.ts"),
  "propose-documents": () => import("./propose_documents.ts"),
  "track-learn-failure": () => import("./track_learn_failure.ts"),
  "init": () => import("./init.ts"),
  "doctor": () => import("./doctor.ts"),
};

/** Aliases must be known before a command is loaded; a test holds them against the commands' own. */
const ALIASES: Readonly<Record<string, string>> = {
  trigger: "trigger-async-learn",
  "plan-save-to-issue": "plan-save",
};

/**
 * What is run once, before `trigger` is run again and again. An executable keeps V8's code of its first run alone, so these
 * load `trigger` before themselves.
 */
const BEFORE_TRIGGER = ["init", "doctor"];

/** Every command, in the order of `--help`. */
export async function loadCommands(): Promise<Command[]> {
  return await Promise.all(Object.values(SCRIPTS).map(async (load) => (await load()).command));
}

/** The command of a name or alias, `undefined` if there is none. */
export async function loadCommand(word: string): Promise<Command | undefined> {
  const name = Object.hasOwn(ALIASES, word) ? ALIASES[word] : word;
  const script = name !== undefined && Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
  return (await script?.())?.command;
}

/** The command of a name or alias alone, every one if there is none. */
export async function loadCommandsFor(word: string): Promise<readonly Command[]> {
  if (BEFORE_TRIGGER.includes(word)) await loadCommand("trigger");
  const named = await loadCommand(word);
  return named === undefined ? await loadCommands() : [named];
}
