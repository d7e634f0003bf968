/** Labels of a repository, and which of them an issue has. */

import { requirePush, requireViewer, visibleIssue, visibleRepository } from "./access.ts";
import { type Answer, done, notFound, ok, refusal, validationFailed } from "./answers.ts";
import { bodyOf, optionalText, textList } from "./bodies.ts";
import { touch } from "./issues.ts";
import { listAnswer } from "./pages.ts";
import { renderLabels } from "./issue_render.ts";
import { renderLabel } from "./render.ts";
import { type Call, type Route, route } from "./router.ts";
import { findOrCreateLabel, type LabelRecord, type RepositoryRecord, type World } from "./state.ts";

/** The routes of labels. */
export function labelRoutes(world: World): Route[] {
  const all = "/repos/{owner}/{repo}/labels";
  const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/labels";
  return [
    route("GET", all, (call) => {
      const repository = visibleRepository(world, call);
      const labels = [...repository.labels.values()];
      return listAnswer(call, labels, (label) => renderLabel(world, repository, label));
    }),
    route("POST", all, (call) => createLabel(world, call)),
    route("GET", `${all}/{name}`, (call) => {
      const repository = visibleRepository(world, call);
      return ok(renderLabel(world, repository, findLabel(repository, call)));
    }),
    route("PATCH", `${all}/{name}`, (call) => updateLabel(world, call)),
    route("DELETE", `${all}/{name}`, (call) => {
      const repository = writableRepository(world, call);
      const label = findLabel(repository, call);
      repository.labels.delete(label.name.toLowerCase());
      for (const issue of repository.issues.values()) {
        issue.labels = issue.labels.filter((name) => !sameName(name, label.name));
      }
      return done();
    }),
    route("GET", ofIssue, (call) => {
      const { repository, issue } = visibleIssue(world, call);
      return listAnswer(call, renderLabels(world, repository, issue), (label) => label);
    }),
    route("POST", ofIssue, (call) => changeIssueLabels(world, call, (now, given) => [...now, ...given])),
    route("PUT", ofIssue, (call) => changeIssueLabels(world, call, (_now, given) => given)),
    route("DELETE", ofIssue, (call) => {
      changeIssueLabels(world, call, () => []);
      return done();
    }),
    route("DELETE", `${ofIssue}/{name}`, (call) => {
      const name = call.parameters["name"] ?? "";
      const { issue } = visibleIssue(world, call);
      if (!issue.labels.some((label) => sameName(label, name))) throw refusal(404, "Label does not exist");
      return changeIssueLabels(world, call, (now) => now.filter((label) => !sameName(label, name)));
    }),
  ];
}

function createLabel(world: World, call: Call): Answer {
  const repository = writableRepository(world, call);
  const body = bodyOf(call);
  const name = optionalText(body, "name");
  if (name === undefined || name === "") {
    throw validationFailed({ resource: "Label", field: "name", code: "missing_field" });
  }
  if (repository.labels.has(name.toLowerCase())) {
    throw validationFailed({ resource: "Label", field: "name", code: "already_exists" });
  }
  const label = findOrCreateLabel(world, repository, name);
  setLook(label, optionalText(body, "color"), optionalText(body, "description"));
  const json = renderLabel(world, repository, label);
  return ok(json, 201, { location: String(json["url"]) });
}

function updateLabel(world: World, call: Call): Answer {
  const repository = writableRepository(world, call);
  const label = findLabel(repository, call);
  const body = bodyOf(call);
  setLook(label, optionalText(body, "color"), optionalText(body, "description"));
  const newName = optionalText(body, "new_name");
  if (newName !== undefined) {
    for (const issue of repository.issues.values()) {
      issue.labels = issue.labels.map((name) => sameName(name, label.name) ? newName : name);
    }
    repository.labels.delete(label.name.toLowerCase());
    label.name = newName;
    repository.labels.set(newName.toLowerCase(), label);
  }
  return ok(renderLabel(world, repository, label));
}

function setLook(label: LabelRecord, color: string | undefined, description: string | undefined): void {
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) {
    throw validationFailed({ resource: "Label", field: "color", code: "invalid" });
  }
  label.color = color ?? label.color;
  label.description = description ?? label.description;
}

function changeIssueLabels(
  world: World,
  call: Call,
  change: (now: readonly string[], given: readonly string[]) => readonly string[],
): Answer {
  const viewer = requireViewer(call);
  const { repository, issue } = visibleIssue(world, call);
  requirePush(repository, viewer);
  // the body is {labels: […]} or, in the older form, the list itself
  const body = Array.isArray(call.body) ? { labels: call.body } : bodyOf(call);
  const wanted = change(issue.labels, textList(body, "labels") ?? []);
  const names = wanted.map((name) => findOrCreateLabel(world, repository, name).name);
  issue.labels = [...new Set(names)];
  touch(issue);
  return ok(renderLabels(world, repository, issue));
}

function writableRepository(world: World, call: Call): RepositoryRecord {
  const viewer = requireViewer(call);
  const repository = visibleRepository(world, call);
  requirePush(repository, viewer);
  return repository;
}

function findLabel(repository: RepositoryRecord, call: Call): LabelRecord {
  const label = repository.labels.get((call.parameters["name"] ?? "").toLowerCase());
  if (label === undefined) throw notFound();
  return label;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
