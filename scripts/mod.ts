/** All commands, in the order in which `--help` lists them. */

import type { Command } from "../lib/cli/mod.ts";
import { command as downloadLearnMaterials } from "./download_learn_materials.ts";
import { command as downloadRemoteSession } from "./download_remote_session.ts";
import { command as fetchLearnPrComments } from "./fetch_learn_pr_comments.ts";
import { command as getLearnSessions } from "./get_learn_sessions.ts";
import { command as getPrForPlan } from "./get_pr_for_plan.ts";
import { command as preprocessSession } from "./preprocess_session.ts";
import { command as triggerAsyncLearn } from "./trigger_async_learn.ts";
import { command as uploadLearnMaterials } from "./upload_learn_materials.ts";
import { command as uploadSession } from "./upload_session.ts";

export const COMMANDS: readonly Command[] = [
  triggerAsyncLearn,
  getLearnSessions,
  preprocessSession,
  getPrForPlan,
  fetchLearnPrComments,
  uploadLearnMaterials,
  downloadLearnMaterials,
  uploadSession,
  downloadRemoteSession,
];
