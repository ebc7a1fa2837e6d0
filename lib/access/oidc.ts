import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { type ClaimRoles, roleFromClaims } from './claimRole.ts';

/** An OpenID Connect provider that persons sign in by. */
export interface Oidc {
  /** The issuer's address; its `/.well-known/openid-configuration` says the rest. */
  issuer: string;
  clientId: string;
  /** null: a public client, PKCE alone. */
  clientSecret: string | null;
  /** What the button says: "Sign in with …". */
  label: string;
  scopes: readonly string[];
  roles: ClaimRoles;
}

/** The id of the only provider, in `account.provider_id` and the callback's address. */
export const oidcProviderId = 'oidc';

/** Codes that /signin explains, besides better-auth's own. */
export const oidcErrors = { noRole: 'no_role', disabled: 'account_disabled' } as const;

/** For a subject known already null, else a free username near to what the directory says. Asked at each sign-in. */
export type OidcPerson = (subject: string, wanted: string) => Promise<{ newUsername: string } | null>;

export function oidcProvider(oidc: Oidc, personOf: OidcPerson): GenericOAuthConfig {
  const discoveryUrl = `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return {
    providerId: oidcProviderId,
    name: oidc.label,
    discoveryUrl,
    clientId: oidc.clientId,
    ...(oidc.clientSecret === null ? { tokenEndpointAuth: { method: 'none' } } : { clientSecret: oidc.clientSecret }),
    scopes: [...oidc.scopes],
    pkce: true,
    requireIdTokenVerification: true,
    // The directory decides name and role at each sign-in.
    overrideUserInfo: true,
    async mapProfileToUser(profile) {
      const { sub, email, name, preferred_username } = profile as Record<string, unknown>;
      const subject = String(sub ?? '');
      const wanted = text(preferred_username) ?? text(email) ?? subject;
      const known = await personOf(subject, wanted);
      return {
        name: text(name) ?? wanted,
        email: text(email) ?? placeholderEmail(subject),
        role: roleFromClaims(profile, oidc.roles) ?? 'viewer',
        ...(known ? { username: known.newUsername } : {}),
      };
    },
  };
}

/** Why somebody whom the provider knows may not come in; undefined: they may, or did not come by a provider. */
export function refusalOf(profile: unknown, oidc: Oidc | null): { error: string } | undefined {
  if (profile === undefined || oidc === null) return undefined;
  return roleFromClaims(profile, oidc.roles) === null ? { error: oidcErrors.noRole } : undefined;
}

/** better-auth wants an address of everybody; this one can belong to nobody. */
export function placeholderEmail(of: string): string {
  return `${Buffer.from(of).toString('hex').slice(0, 60)}@person.invalid`;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
