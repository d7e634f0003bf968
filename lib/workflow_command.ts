/**
 * Lines that a runner of GitHub Actions takes for commands
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
 */

/** A line that is shown on the run's page. */
export function annotation(kind: "notice" | "warning" | "error", title: string, message: string): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(message)}`;
}

/** From actions/toolkit's description of workflow commands: these characters would end the message. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
