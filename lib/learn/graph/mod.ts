/** The graph that learning runs as: nodes with verified inputs, agents with cached answers. */

export {
  type AgentNode,
  agentNode,
  type AgentNodeServices,
  type AgentServices,
  type CheckedAnswer,
  type ModelServices,
} from "./agent_node.ts";
export { type AnswerCache, openAnswerCache } from "./answer_cache.ts";
export type { CostControl, Reservation } from "./ask_model.ts";
export type {
  CitationCounts,
  GraphNode,
  NodeFacts,
  NodeInputs,
  NodeReport,
  NodeState,
} from "./graph_node.ts";
export { GraphStop } from "./graph_stop.ts";
export { type GraphOptions, type GraphResult, runGraph } from "./run_graph.ts";
