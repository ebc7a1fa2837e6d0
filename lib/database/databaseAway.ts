/** Refused, cut, timed out, or shutting down: SQLSTATE class 08 and 57P, and what sockets say. */
export function databaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_|08|57P|53300)/.test(code))
    return true;
  if (error instanceof AggregateError && error.errors.some(databaseAway)) return true;
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered|has not answered within/.test(
      error.message,
    )
  )
    return true;
  return error.cause !== undefined && databaseAway(error.cause);
}
