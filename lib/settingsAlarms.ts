import { z } from 'zod';
import { expecting, expectingBlock, expectingList, word } from './settingsValues.ts';

/** How alarms leave the house; from the block `alarms` of santral.yaml and the environment. */
export interface AlarmDeliverySettings {
  /** null: no e-mail can be sent. */
  mail: MailServer | null;
  /** Hosts that webhooks may go to, `host` or `host:port`; empty: any but this machine and link-local addresses. */
  webhookHosts: readonly string[];
}

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`); else STARTTLS, which is asked for where a password is to be sent elsewhere. */
  tls: boolean;
  user: string | null;
  password: string | null;
  /** The sender, `Santral <santral@example.org>`. */
  from: string;
}

const senderMistake = {
  error: ({ input }: { input?: unknown }) =>
    `is "${input}"; give a sender, such as Santral <santral@example.org> or santral@example.org`,
};

const host = z.string({ error: expecting('a host') }).refine(isHost, {
  error: ({ input }) => `is "${input}"; give a host, or host:port, without https:// and without a path`,
});

/** Of the block `alarms`. */
export const alarmsBlock = z.strictObject(
  {
    smtp: z
      .string({ error: expecting('the mail server, such as smtp://santral@mail.example.org:587') })
      .refine((text) => mailServer(text) !== null, {
        // What stands there may hold a password, so it is not repeated.
        error: 'is no mail server; write it as smtp://USER@HOST:587 or smtps://USER@HOST:465',
        abort: true,
      })
      .refine((text) => URL.parse(text)?.password === '', {
        error: 'holds a password; take it out and set SANTRAL_SMTP_SECRET in the environment instead',
      })
      .optional(),
    mail_from: word('the sender, such as Santral <santral@example.org>').refine(isSender, senderMistake).optional(),
    webhook_hosts: z
      .array(host, { error: expectingList('hosts that webhooks may go to', '- helpdesk.example.org') })
      .default([]),
  },
  { error: expectingBlock('how alarms are told', 'smtp: smtp://USER@HOST:587') },
);

/** Of the environment; null: not set there. */
export interface AlarmEnvironment {
  smtp: string | null;
  secret: string | null;
  from: string | null;
  webhookHosts: readonly string[];
}

/** Reads SANTRAL_SMTP, SANTRAL_SMTP_SECRET, SANTRAL_MAIL_FROM and SANTRAL_WEBHOOK_HOSTS. */
export function alarmEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  wrong: (sentence: string) => void,
): AlarmEnvironment {
  const smtp = env.SANTRAL_SMTP?.trim() || null;
  const from = env.SANTRAL_MAIL_FROM?.trim() || null;
  const webhookHosts = (env.SANTRAL_WEBHOOK_HOSTS ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  // Unsaid: it may hold a password.
  if (smtp !== null && mailServer(smtp) === null)
    wrong('SANTRAL_SMTP is no mail server; write it as smtp://USER@HOST:587 or smtps://USER@HOST:465');
  if (from !== null && !isSender(from)) wrong(`SANTRAL_MAIL_FROM ${senderMistake.error({ input: from })}`);
  for (const one of webhookHosts)
    if (!isHost(one))
      wrong(`SANTRAL_WEBHOOK_HOSTS holds "${one}"; list hosts, or host:port, with commas between, without https://`);
  return { smtp, secret: env.SANTRAL_SMTP_SECRET || null, from, webhookHosts };
}

/** The block and the environment together; what the environment says comes first. */
export function alarmSettings(
  block: z.output<typeof alarmsBlock> | undefined,
  { smtp, secret, from, webhookHosts }: AlarmEnvironment,
): AlarmDeliverySettings {
  const server = mailServer(smtp ?? block?.smtp ?? '');
  const sender = from ?? block?.mail_from ?? null;
  return {
    mail: server && {
      ...server,
      password: server.password ?? (server.user === null ? null : secret),
      from: sender ?? usualSender(server),
    },
    webhookHosts: webhookHosts.length > 0 ? webhookHosts : (block?.webhook_hosts ?? []),
  };
}

/** `smtp://` or `smtps://`, perhaps a user and a password, a host, perhaps a port. */
function mailServer(text: string): Omit<MailServer, 'from'> | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return null;
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null;
  const tls = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (tls ? 465 : 587) : Number(url.port),
    tls,
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  };
}

function usualSender({ host: at, user }: Pick<MailServer, 'host' | 'user'>): string {
  return `Santral <${user?.includes('@') ? user : `santral@${at}`}>`;
}

function isSender(text: string): boolean {
  return /^(?:[^<>@\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(text);
}

function isHost(text: string): boolean {
  return /^(?:[a-z0-9](?:[\w.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text);
}
