/** Cookies of sign-in are called `santral.session_token` and so on. */
export const cookiePrefix = 'santral';
export const sessionCookie = `${cookiePrefix}.session_token`;
/** The header in which the web process tells better-auth the client's address. */
export const clientAddressHeader = 'x-santral-client';
