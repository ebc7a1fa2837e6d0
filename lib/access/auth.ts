import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { username } from 'better-auth/plugins/username';
import { clientAddressHeader, cookiePrefix } from './cookieNames.ts';
import { type Oidc, type OidcPerson, oidcErrors, oidcProvider, refusalOf } from './oidc.ts';
import { passwordLength } from './passwordRule.ts';
import { ownPath } from './returnPath.ts';
import type { SignInLimit } from './signInLimit.ts';
import { isUsername, normalUsername } from './username.ts';

/** Paths under /api/auth that are reached from outside; all that better-auth could do besides stays shut. */
export const openAuthPaths = /^\/api\/auth\/(sign-in\/username|sign-in\/social|sign-out|callback\/oidc)$/;

const daySeconds = 86_400;
/** How long a session lives without being used; on shared machines (`rememberMe: false`) better-auth makes it a day. */
const sessionSeconds = 14 * daySeconds;
/** For so long a signed cookie says who somebody is while the database cannot. */
const cacheSeconds = daySeconds / 2;

export interface AuthOptions {
  /** As better-auth takes it: `{ db: Kysely, type: 'postgres' }` on connections whose instants are `Date`. */
  database: BetterAuthOptions['database'];
  /** Signs the cookies. */
  secret: string;
  limit: SignInLimit;
  oidc: Oidc | null;
  /** The person that an OpenID subject belongs to; null: a new one, whose username this is to be. */
  oidcPerson: OidcPerson;
  /** Somebody came in, or was turned away, or a directory's word made a person: for the audit log. */
  onSignIn: (event: SignInEvent) => Promise<void>;
}
export type SignInEvent =
  | { kind: 'signed_in'; personId: string; address: string; userAgent: string }
  | { kind: 'made'; person: AuthPerson }
  /** `username` null: what was typed can be none. It may be a password. */
  | { kind: 'refused'; username: string | null; address: string; reason: 'wrong' | 'wait' | 'disabled' };

/** What better-auth knows of a person besides its own columns. */
export interface AuthPerson {
  id: string;
  name: string;
  username?: string | null;
  role: string;
  disabledAt?: Date | null;
  mustChangePassword: boolean;
}

/** better-auth as this installation uses it, without its migrator: the tables are those of migration 0006. */
export function createAuth(options: AuthOptions) {
  return betterAuth(authOptions(options));
}

/** Apart, so that a test can ask better-auth which columns it wants for them. */
export function authOptions(options: AuthOptions) {
  const { database, secret, limit, oidc, onSignIn } = options;
  return {
    appName: 'Santral',
    database,
    secret,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    // What fails is thrown to whoever called the handler; the rest is chatter.
    logger: { disabled: true },
    onAPIError: { throw: true, errorURL: '/signin' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    // Our own, in the hooks below: it knows the account, and says when to try again.
    rateLimit: { enabled: false },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'viewer' },
        disabledAt: { type: 'date', required: false, fieldName: 'disabled_at', input: false },
        mustChangePassword: {
          type: 'boolean',
          required: true,
          defaultValue: false,
          fieldName: 'must_change_password',
          input: false,
        },
        lastSignedInAt: { type: 'date', required: false, fieldName: 'last_signed_in_at', input: false },
      },
      validateUserInfo: async ({ source }: { source: { oauth?: { profile?: Record<string, unknown> } } }) =>
        refusalOf(source.oauth?.profile, oidc),
    },
    session: {
      expiresIn: sessionSeconds,
      updateAge: daySeconds / 24,
      cookieCache: { enabled: true, maxAge: cacheSeconds },
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: {
      // A directory's word on an e-mail address gives nobody another person's account.
      accountLinking: { enabled: false },
      encryptOAuthTokens: true,
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    advanced: {
      cookiePrefix,
      // The web process adds Secure where the way is https: one installation may be reached by both.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // A test holds the columns; at run time the database may be away.
      database: { validateSchema: false },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameNormalization: normalUsername,
        usernameValidator: isUsername,
        validationOrder: { username: 'post-normalization' },
      }),
      ...(oidc ? [genericOAuth({ config: [oidcProvider(oidc, options.oidcPerson)] })] : []),
    ],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === '/sign-in/social') return plainDirectorySignIn(ctx.body);
        if (ctx.path !== '/sign-in/username') return;
        const { name, address } = triedBy(ctx);
        const wait = limit.begin(name, address);
        if (wait === null) return;
        if (wait.first) await onSignIn({ kind: 'refused', username: readable(name), address, reason: 'wait' });
        throw new APIError('TOO_MANY_REQUESTS', {
          code: 'TOO_MANY_TRIES',
          message: 'Too many tries',
          retryAfterSeconds: Math.ceil((wait.until - Date.now()) / 1000),
        });
      }),
      after: createAuthMiddleware(async (ctx) => {
        if (ctx.path !== '/sign-in/username') return;
        const { name, address } = triedBy(ctx);
        const { returned } = ctx.context;
        if (!(returned instanceof APIError)) return limit.succeeded(name, address);
        if (returned.body?.code === oidcErrors.disabled) return limit.failed(name, address);
        if (returned.statusCode !== 401 && returned.statusCode !== 422) return limit.gaveUp(name, address);
        limit.failed(name, address);
        await onSignIn({ kind: 'refused', username: readable(name), address, reason: 'wrong' });
      }),
    },
    databaseHooks: {
      user: {
        create: {
          // By sign-in only a directory makes somebody; persons that Settings add are ours.
          after: (user) => onSignIn({ kind: 'made', person: user as unknown as AuthPerson }),
        },
      },
      session: {
        create: {
          async before(session, ctx) {
            const person = (await ctx?.context.internalAdapter.findUserById(session.userId)) as
              | AuthPerson
              | null
              | undefined;
            if (!person?.disabledAt) return;
            const { address } = triedBy(ctx);
            await onSignIn({ kind: 'refused', username: person.username ?? person.id, address, reason: 'disabled' });
            throw new APIError('FORBIDDEN', { code: oidcErrors.disabled, message: 'This account is disabled' });
          },
          async after(session) {
            await onSignIn({
              kind: 'signed_in',
              personId: session.userId,
              address: session.ipAddress ?? '',
              userAgent: session.userAgent ?? '',
            });
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}

/** Of signing in by a directory only the plain way is open: there and back to a path of our own. */
function plainDirectorySignIn(body: Record<string, unknown> = {}): void {
  const ways = [body.callbackURL, body.errorCallbackURL, body.newUserCallbackURL].filter((way) => way !== undefined);
  if (body.idToken !== undefined || ways.some((way) => ownPath(way) === null))
    throw new APIError('FORBIDDEN', { code: 'NOT_OUR_PATH', message: 'The way back must be a path of our own' });
}

/** Of the name that was typed; null: it can be nobody's. */
function readable(name: string): string | null {
  return isUsername(name) ? name : null;
}

function triedBy(ctx: { body?: unknown; headers?: Headers | undefined } | null): { name: string; address: string } {
  const { username: tried } = (ctx?.body ?? {}) as { username?: unknown };
  return {
    name: typeof tried === 'string' ? normalUsername(tried).slice(0, 40) : '',
    address: ctx?.headers?.get(clientAddressHeader) ?? '',
  };
}
