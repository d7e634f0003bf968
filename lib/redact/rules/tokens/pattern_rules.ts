/** Every rule that has a literal. */
import { CLOUD_TOKENS } from "./cloud_tokens.ts";
import { CODE_AND_PACKAGE_TOKENS } from "./code_and_package_tokens.ts";
import { JWT } from "./context_rules.ts";
import { MODEL_TOKENS } from "./model_tokens.ts";
import { RECENT_TOKENS } from "./recent_tokens.ts";
import type { PatternRule } from "./pattern_rule.ts";
import {
  FURTHER_PAYMENT_TOKENS,
  MESSAGING_TOKENS,
  MONITORING_AND_OTHER_TOKENS,
  PAYMENT_TOKENS,
} from "./service_tokens.ts";

/** Every rule that has a literal. */
export const PATTERN_RULES: readonly PatternRule[] = [
  ...CODE_AND_PACKAGE_TOKENS,
  ...CLOUD_TOKENS,
  ...MODEL_TOKENS,
  ...RECENT_TOKENS,
  ...MESSAGING_TOKENS,
  ...PAYMENT_TOKENS,
  ...FURTHER_PAYMENT_TOKENS,
  ...MONITORING_AND_OTHER_TOKENS,
  JWT,
];
