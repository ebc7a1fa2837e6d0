import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Signatures by Standard Webhooks 1.0: the header `webhook-signature` holds `v1,` and the base64 of the HMAC-SHA256 of
 * `id.timestamp.body`, keyed with the bytes that stand behind `whsec_` in base64.
 */
const prefix = 'whsec_';

/** A new secret of 32 random bytes, as receivers' libraries want it. */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

/** @param timestamp epoch seconds */
export function webhookSignature(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** What a receiver does: is one of the signatures in the header ours? For tests and as an example. */
export function isSignedBy(
  secret: string,
  header: string,
  message: { id: string; timestamp: number; body: string },
): boolean {
  const wanted = Buffer.from(webhookSignature(secret, message));
  return header.split(' ').some((given) => {
    const bytes = Buffer.from(given);
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
}
