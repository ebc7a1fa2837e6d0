/**
 * Why the PostgreSQL of DATABASE_URL cannot be used, in one sentence with the cure.
 *
 * @param url its address; the password in it is not told
 */
export function databaseFault(url: string, error: unknown): string {
  const { hostname, port, pathname, username } = new URL(url);
  const server = `PostgreSQL at ${hostname}:${port || 5432}`;
  const name = decodeURIComponent(pathname.slice(1));
  const { code, message } = rootOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return `${server} refuses connections; start it, or correct DATABASE_URL`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${hostname} of DATABASE_URL has no address; correct its name, or check the DNS`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `${server} cannot be reached; check DATABASE_URL, the network and the firewall`;
    case '28P01':
    case '28000':
      return `${server} refuses the sign-in of ${username} (${message}); check user and password in DATABASE_URL, and pg_hba.conf`;
    case '3D000':
      return `${server} has no database ${name}; create it: createdb -O ${username} ${name}`;
    case '42501':
      return `${server} does not let ${username} make tables (${message}); make it the owner of the database ${name}`;
    case '57P03':
      return `${server} is still starting (${message}); try again in a moment`;
    default:
      return `${server} does not do as it is asked (${message}); check DATABASE_URL and the server's log`;
  }
}

/** The error that began it all: the driver's own, with its code. */
function rootOf(error: unknown): { code: string | undefined; message: string } {
  const { cause, code, message, errors } = error as Error & { code?: string; errors?: Error[] };
  if (cause) return rootOf(cause);
  // A name with several addresses gives one error for each.
  if (errors?.[0]) return rootOf(errors[0]);
  return { code, message: message || code || String(error) };
}
