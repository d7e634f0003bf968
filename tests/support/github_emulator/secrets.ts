/** `/repos/{owner}/{repo}/actions/…secrets`: names of secrets, for those who may administer the repository. Values don't exist here. */

import { requirePush, requireViewer, visibleRepository } from "./access.ts";
import { countedAnswer } from "./pages.ts";
import { type Route, route } from "./router.ts";
import type { World } from "./state.ts";

/** The routes of secrets. */
export function secretRoutes(world: World): Route[] {
  const list = (path: string, kind: "own" | "shared") =>
    route("GET", `/repos/{owner}/{repo}/actions/${path}`, (call) => {
      const repository = visibleRepository(world, call);
      requirePush(repository, requireViewer(call));
      const since = repository.createdAt;
      const names = repository.secrets.filter((secret) => (secret.shared ?? false) === (kind === "shared"));
      return countedAnswer(
        call,
        "secrets",
        names,
        ({ name }) => ({ name, created_at: since, updated_at: since }),
      );
    });
  return [list("secrets", "own"), list("organization-secrets", "shared")];
}
