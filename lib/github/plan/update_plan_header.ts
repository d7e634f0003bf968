/** Writes fields of a plan header, and leaves everything else of the issue as it is. */

import { asPublished, type Redacted } from "../../redact/redacted.ts";
import { UserError } from "../../user_error.ts";
import type { GitHubClient } from "../request/client.ts";
import { PLAN_HEADER_KEY, type PlanHeaderChanges } from "./plan_header_fields.ts";
import { headerMissing, issueSchema, readIssue } from "./plan_issue.ts";
import { formatRepositoryName, type RepositoryName } from "../repository/repository_name.ts";
import { failureOf } from "../request/request_failure.ts";
import type { YamlValue } from "./yaml_value.ts";

/**
 * GitHub takes bodies of at most this many characters ("body is too long (maximum is 65536 characters)"). Counted here
 * in UTF-16 units: where GitHub counts an emoji once, this is the stricter count.
 */
const MAX_BODY_CHARACTERS = 65_536;

/** A write may be lost to another one at the same moment, or its answer on the way: look, then try again. */
const MAX_ATTEMPTS = 3;

/**
 * Sets fields of the plan header: reads the issue, changes only these fields, writes, reads again to see that they
 * are there. `undefined` leaves a field alone, `null` empties it.
 *
 * @returns whether anything had to be written.
 * @throws {UserError} if the issue has no readable header, if its body would be too long, or if another
 * program's writes win every time.
 */
export async function updatePlanHeader(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
  changes: PlanHeaderChanges,
): Promise<boolean> {
  const fields: Record<string, YamlValue> = {};
  for (const [field, value] of Object.entries(changes)) if (value !== undefined) fields[field] = value;
  const name = `#${number} of ${formatRepositoryName(repository)}`;
  let written = false;
  let lost: unknown;
  for (let attempt = 0; attempt <= MAX_ATTEMPTS; attempt++) {
    const { body } = await readIssue(client, repository, number);
    const updated = await updateBody(body ?? "", fields, name);
    if (updated === undefined) return written;
    if (attempt === MAX_ATTEMPTS) break;
    // The text was just read from there; what is added are ids, addresses, times and states.
    lost = await writeBody(client, repository, number, asPublished(updated));
    written = true;
    if (lost !== undefined && !await client.pause(client.retryPolicy.firstDelay * 2 ** attempt)) break;
  }
  if (lost !== undefined) throw lost;
  throw new UserError(
    `Could not record ${Object.keys(fields).join(", ")} in the plan header of ${name}: ` +
      `another program keeps overwriting it; try again when it has finished.`,
  );
}

/** The new body, `undefined` if the fields are there already. */
async function updateBody(
  body: string,
  fields: Readonly<Record<string, YamlValue>>,
  name: string,
): Promise<string | undefined> {
  const [{ readPlanHeader }, { updateMetadataBlock }] = await Promise.all([
    import("./plan_header.ts"),
    import("./metadata_update.ts"),
  ]);
  const { header, warnings } = readPlanHeader(body);
  if (header === undefined) throw headerMissing(name, warnings);
  const updated = updateMetadataBlock(body, PLAN_HEADER_KEY, fields);
  if (updated === undefined) {
    throw new UserError(
      `The ${PLAN_HEADER_KEY} block of ${name} can't be changed without damage; repair its YAML on GitHub.`,
    );
  }
  if (updated === body) return undefined;
  if (updated.length > MAX_BODY_CHARACTERS) {
    throw new UserError(
      `The body of ${name} would have ${updated.length} characters, and GitHub takes ${MAX_BODY_CHARACTERS}; shorten it.`,
    );
  }
  return updated;
}

/** Writes an issue's body. A lost answer is given back, not thrown: the next look at the issue tells. */
async function writeBody(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  number: number,
  body: Redacted,
): Promise<UserError | undefined> {
  try {
    await client.request({
      route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
      parameters: { owner, repo: name, issue_number: number, body },
      purpose: `update the plan header of #${number} of ${owner}/${name}`,
      answer: issueSchema,
    });
    return undefined;
  } catch (error) {
    if (error instanceof UserError && failureOf(error)?.doubtful === true) return error;
    throw error;
  }
}
