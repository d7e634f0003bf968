/** Mistakes in a graph that its builder made. */

import type { GraphNode } from "./graph_node.ts";

/**
 * Checks the graph's structure.
 *
 * @throws {Error} if a name or file appears twice, or a node requires one that does not come before it.
 */
export function checkGraph(nodes: readonly GraphNode[]): void {
  const before = new Set<GraphNode>();
  const names = new Set<string>();
  for (const node of nodes) {
    for (const name of [node.name, node.files.readable, node.files.typed]) {
      if (names.has(name)) throw new Error(`"${name}" is in the graph twice.`);
      names.add(name);
    }
    // In an order in which each comes after those it waits for there is no circle.
    for (const needed of [...node.requires, ...node.uses]) {
      if (!before.has(needed)) {
        throw new Error(`${node.name} waits for ${needed.name}, which isn't before it.`);
      }
    }
    before.add(node);
  }
}
