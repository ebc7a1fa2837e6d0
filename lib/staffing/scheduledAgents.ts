/** Rostered agents for `required` at their desks, `shrinkage` being the share 0–1 of rostered time not spent there. */
export function scheduledAgents(required: number, shrinkage: number): number {
  // 7 / (1 − 0.3) is 10.000000000000002: a rounding error must not put another agent on the roster.
  return Math.max(0, Math.ceil(required / (1 - shrinkage) - 1e-9));
}
