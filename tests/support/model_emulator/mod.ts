/**
 * An emulator of the provider of models for tests: a real HTTP server on 127.0.0.1 that speaks the Messages API, with
 * scripted replies and all requests on record.
 *
 * @example
 * ```ts
 * await using models = await startModelEmulator({
 *   scripts: [
 *     { when: { agent: "plan-synthesizer" }, replies: [reply.overloaded(), reply.json(plan)] },
 *     { when: { prompt: "part 2 of 3" }, replies: [reply.cutStream("{…", 5)] },
 *     { replies: [reply.json({ findings: [] })] },
 *   ],
 * });
 * // ANTHROPIC_BASE_URL=models.baseUrl ANTHROPIC_API_KEY=models.apiKey
 * ```
 */

export { startModelEmulator } from "./emulator.ts";
export * as reply from "./replies.ts";
export type * from "./types.ts";
