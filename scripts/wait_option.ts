/** `--wait`: how long a command waits for another process of this machine that does the same. */

import { z } from "zod";

/** Seconds, where nothing else is said. */
export const DEFAULT_WAIT = 120;

/** Seconds. */
export const waitSchema = z.coerce.number("give a number of seconds").min(0, "give 0 or more seconds");
