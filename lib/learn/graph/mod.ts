/** The graph that learning runs as: nodes with verified inputs, agents with cached answers. */

export {
  type AgentNode,
  agentNode,
  type AgentNodeServices,
  type AgentServices,
  type CheckedAnswer,
} from "./agent_node.ts";
export { openAnswerCache } from "./answer_cache.ts";
export type { CostControl } from "./ask_model.ts";
export type { CitationCounts, GraphNode, NodeFacts, NodeInputs, NodeReport } from "./graph_node.ts";
export { GraphStop } from "./graph_stop.ts";
export { type GraphOptions, type GraphResult, runGraph } from "./run_graph.ts";
