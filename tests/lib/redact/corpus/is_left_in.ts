/** True if so much of a secret is left that it could be completed by guessing. */
export function isLeftIn(text: string, secret: string): boolean {
  const nearlyAll = Math.max(8, Math.ceil(secret.length * 0.75));
  return text.includes(secret.slice(0, nearlyAll)) || text.includes(secret.slice(-nearlyAll));
}
