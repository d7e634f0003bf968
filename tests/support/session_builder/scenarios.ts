/** Ready-made sessions of the made-up plan #42 of `acme/widgets` (see `tests/support/plan_scenario.ts`). */

export { DEMO_SESSION_IDS, type DemoWorld, demoWorld } from "./scenarios/demo_world.ts";
export { longImplementationSession } from "./scenarios/long_implementation.ts";
export { olderImplementationSession } from "./scenarios/older_implementation.ts";
export { planningSession } from "./scenarios/planning.ts";
export { PERSON, type PlantedSecrets, plantedSecrets, plantedTexts } from "./scenarios/planted_secrets.ts";
export { emptySession, warmupSession } from "./scenarios/quiet_sessions.ts";
export { remoteSession } from "./scenarios/remote.ts";
export type { ScenarioOptions } from "./scenarios/scenario_options.ts";
