/** The part of a workflow file that is run here, and what comes of a run. */

export interface StepDefinition {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
  readonly "continue-on-error"?: boolean;
  readonly "timeout-minutes"?: number;
}

export interface JobDefinition {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, unknown>> };
  readonly steps: readonly StepDefinition[];
}

export interface WorkflowDefinition {
  readonly name?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, JobDefinition>>;
}

export type Result = "success" | "failure" | "skipped";

/** A step that was looked at. */
export interface StepOutcome {
  readonly job: string;
  readonly name: string;
  readonly outcome: Result;
  /** What a `run` step wrote, standard output before standard error. */
  readonly said: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The variables that the step had, without those of the runner. */
  readonly env: Readonly<Record<string, string>>;
  /** Markdown that it wrote to the job's summary. */
  readonly summary: string;
}

export interface JobOutcome {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface WorkflowOutcome {
  readonly jobs: Readonly<Record<string, JobOutcome>>;
  readonly steps: readonly StepOutcome[];
}

/** What an action of a `uses` step is given. */
export interface ActionCall {
  readonly workspace: string;
  readonly runnerTemp: string;
  /** `with`, evaluated. */
  readonly with: Readonly<Record<string, string>>;
  /** Artifacts of the run: name → folder. */
  readonly artifacts: Map<string, string>;
  /** Puts a folder at the front of the PATH of the job's later steps. */
  addPath(folder: string): void;
}

/** An action by what stands before the `@`. Throws to fail the step; gives outputs. */
export type Action = (call: ActionCall) => Promise<Readonly<Record<string, string>> | void>;

/** What a run is started with. */
export interface WorkflowRun {
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The `github` context, with `token`. */
  readonly github: Readonly<Record<string, unknown>>;
  readonly actions: Readonly<Record<string, Action>>;
  /** Variables that every `run` step has beside its own: what a runner sets. PATH is a must. */
  readonly runnerEnv: Readonly<Record<string, string>>;
}
