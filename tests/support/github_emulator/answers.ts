/** What the emulator answers with, and GitHub's own words for refusals. */

/** An answer before it becomes a `Response`. One of `json`, `text`, `bytes`, or none of them (204, 304, …). */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** One of the `errors` of a 422. */
export interface ValidationError {
  readonly resource: string;
  readonly field: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly message?: string;
}

/** Thrown by handlers where GitHub would refuse; becomes the answer it carries. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** 200 with JSON, or another status. */
export function ok(json: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, json, headers };
}

/** 204: done, nothing to say. */
export function done(): Answer {
  return { status: 204 };
}

/** 404, also for what exists but may not be seen. */
export function notFound(): Refusal {
  return refusal(404, "Not Found");
}

/** 422 with the list of what is wrong. */
export function validationFailed(...errors: readonly ValidationError[]): Refusal {
  return refusal(422, "Validation Failed", { errors });
}

/** A refusal in GitHub's form: `message`, `documentation_url`, and since 2024 the status as text. */
export function refusal(
  status: number,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal({
    status,
    headers,
    json: { message, ...more, documentation_url: "https://docs.github.com/rest", status: String(status) },
  });
}
