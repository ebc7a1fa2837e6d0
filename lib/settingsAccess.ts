import { z } from 'zod';
import type { Oidc } from './access/oidc.ts';
import { type Role, roles } from './access/role.ts';
import { expecting, expectingBlock, expectingList, oneOf, word } from './settingsValues.ts';

/** Who comes in, and from where; from the block `access` of santral.yaml and the environment. */
export interface AccessSettings {
  /** The address under which people know the installation, without a path; null: none is told. SANTRAL_URL. */
  url: string | null;
  /** Reverse proxies, as addresses or ranges, whose word on the client and on https is taken. SANTRAL_TRUSTED_PROXIES. */
  trustedProxies: readonly string[];
  /** Signs sessions; null: made at the first start and kept in the data folder. SANTRAL_ACCESS_KEY. */
  key: string | null;
  /** Whoever shows it may read /metrics and the whole of /healthz; null: only this machine may. SANTRAL_METRICS_TOKEN. */
  metricsToken: string | null;
  /** From which role on the desk shows callers' numbers whole. */
  callerNumbers: Role | 'nobody';
  /** null: username and password only. */
  oidc: Oidc | null;
}

/** The environment variable that holds the OpenID client's secret unless `secret_env` names another one. */
export const oidcSecretVariable = 'SANTRAL_OIDC_SECRET';

const webAddress = (what: string) =>
  z.string({ error: expecting(what) }).refine((text) => isOrigin(text), {
    error: ({ input }) => `is "${input}"; give ${what}, without a path`,
  });

const proxies = z
  .array(
    z.string({ error: expecting('an address') }).refine(isAddressRange, {
      error: ({ input }) => `is "${input}"; give an address or a range, such as 10.0.0.5 or 10.0.0.0/24`,
    }),
    { error: expectingList('addresses of reverse proxies', '- 10.0.0.5') },
  )
  .default([]);

const claimValues = z.array(word('a value of the claim'), { error: expectingList('values of the claim', '- NAME') });

/** Of the block `oidc`. */
export const oidcBlock = z.strictObject(
  {
    issuer: z
      .string({ error: expecting("the provider's issuer, https://…") })
      .refine((text) => ['https:', 'http:'].includes(URL.parse(text)?.protocol ?? ''), {
        error: ({ input }) => `is "${input}"; give the provider's issuer, as https://login.example.org/realms/centre`,
      }),
    client_id: word("the client's id at the provider"),
    secret_env: word('the name of an environment variable').default(oidcSecretVariable),
    label: word('what the button says, such as the name of your directory').default('OpenID'),
    scopes: claimValues.default(['openid', 'profile', 'email']),
    role_claim: word('the name of the claim that says what somebody is, such as groups or realm_access.roles'),
    viewer: claimValues.default([]),
    supervisor: claimValues.default([]),
    manager: claimValues.default([]),
    admin: claimValues.default([]),
    otherwise: oneOf(['nobody', ...roles]).default('nobody'),
  },
  { error: expectingBlock('an OpenID provider', 'issuer: https://…') },
);

/** Of the block `access`. */
export const accessBlock = z.strictObject(
  {
    url: webAddress('the address that people open, such as https://santral.example.org').optional(),
    trusted_proxies: proxies,
    caller_numbers: oneOf(['nobody', ...roles]).default('manager'),
    oidc: oidcBlock.optional(),
  },
  { error: expectingBlock('who comes in', 'url: https://…') },
);

/** The block and the environment together; what the environment says comes first. */
export function accessSettings(
  block: z.output<typeof accessBlock> | undefined,
  fromEnvironment: Pick<AccessSettings, 'url' | 'trustedProxies' | 'key' | 'metricsToken'>,
  env: Readonly<Record<string, string | undefined>>,
): AccessSettings {
  const { url, trustedProxies } = fromEnvironment;
  const oidc = block?.oidc;
  return {
    ...fromEnvironment,
    url: url ?? (block?.url === undefined ? null : new URL(block.url).origin),
    trustedProxies: trustedProxies.length > 0 ? trustedProxies : (block?.trusted_proxies ?? []),
    callerNumbers: block?.caller_numbers ?? 'manager',
    oidc: oidc
      ? {
          issuer: oidc.issuer,
          clientId: oidc.client_id,
          clientSecret: env[oidc.secret_env] || null,
          label: oidc.label,
          scopes: oidc.scopes,
          roles: {
            claim: oidc.role_claim,
            values: { viewer: oidc.viewer, supervisor: oidc.supervisor, manager: oidc.manager, admin: oidc.admin },
            otherwise: oidc.otherwise === 'nobody' ? null : oidc.otherwise,
          },
        }
      : null,
  };
}

/** http or https, a host, perhaps a port, and nothing besides. */
export function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && url.href === `${url.origin}/` && url.host !== '';
}

/** `10.0.0.5`, `10.0.0.0/24`, `fd00::/8`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const four = z.ipv4().safeParse(address).success;
  if (!four && !z.ipv6().safeParse(address).success) return false;
  return rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (four ? 32 : 128)));
}
