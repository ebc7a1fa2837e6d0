/**
 * The agent whom a roster calls by id (`PJSIP/1001`, or `1001` for short) or by name, in any letter case; null: none is
 * known so. Of two who bear the name neither is meant: it is not guessed.
 */
export function namedAgent<T extends { agent: string; name: string }>(called: string, known: readonly T[]): T | null {
  const lower = (text: string) => text.toLocaleLowerCase('tr');
  const byId = known.find((one) => one.agent === called) ?? known.find((one) => one.agent.endsWith(`/${called}`));
  if (byId) return byId;
  const bearers = known.filter((one) => lower(one.name) === lower(called));
  return bearers.length === 1 ? (bearers[0] ?? null) : null;
}
