/** What none of our routes answers goes to `emulate`, if it may be asked and if `emulate` can know. */

import { isVisible, requirePush } from "./access.ts";
import { type Answer, notFound, refusal } from "./answers.ts";
import type { EmulateBase } from "./emulate_base.ts";
import type { OtherRequest } from "./front.ts";
import type { World } from "./state.ts";

/** Below these `emulate` would look into its own, empty lists and answer wrongly. */
const OURS =
  /^\/(repos\/[^/]+\/[^/]+\/(issues|pulls|labels|actions)|gists|search\/(issues|labels)|graphql)(\/|$)/;

/** The answer of `emulate`; 404 where the viewer may not look, 501 where nobody here knows the endpoint. */
export async function passOn(world: World, base: EmulateBase, request: OtherRequest): Promise<Answer> {
  const { method, path, search, viewer } = request;
  if (viewer === undefined && method !== "GET") throw refusal(401, "Requires authentication");
  const [, owner, name] = /^\/repos\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  const repository = world.state.repositories.get(`${owner}/${name}`.toLowerCase());
  if (repository !== undefined) {
    if (!isVisible(repository, viewer)) throw notFound();
    if (viewer !== undefined && method !== "GET") requirePush(repository, viewer);
  }
  if (OURS.test(path)) throw refusal(501, `The emulator does not know ${method} ${path}`);
  return await base.ask(path + search, request);
}
