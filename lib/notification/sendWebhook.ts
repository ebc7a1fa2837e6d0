import { lookup as resolve } from 'node:dns';
import { type RequestOptions, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DeliveryError } from './sendMail.ts';
import type { WebhookMessage } from './webhookBody.ts';
import { isAllowedHost, isOpenAddress } from './webhookHost.ts';
import { webhookSignature } from './webhookSignature.ts';

/** A receiver that has not answered by then did not take it. */
const patienceMs = 10_000;

export interface WebhookTarget {
  url: string;
  secret: string;
}

/**
 * Posts a message and waits for the answer; redirects are not followed. The same `id` on each try, so that a receiver knows a
 * message that it has had.
 *
 * @param allowedHosts see AlarmDeliverySettings.webhookHosts
 * @throws DeliveryError with one sentence: what, where and the cure; paths stay unsaid, since they may hold a key
 */
export async function sendWebhook(
  { url: address, secret }: WebhookTarget,
  message: WebhookMessage,
  { id, allowedHosts, timeoutMs = patienceMs }: { id: string; allowedHosts: readonly string[]; timeoutMs?: number },
): Promise<void> {
  const url = new URL(address);
  if (!isAllowedHost(url, allowedHosts))
    throw new DeliveryError(
      `Webhooks may not go to ${url.host}; add it to webhook_hosts under alarms: in santral.yaml, or to SANTRAL_WEBHOOK_HOSTS`,
    );
  const listed = allowedHosts.length > 0;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!listed && isIP(host) !== 0 && !isOpenAddress(host)) throw closedAddress(url);
  const body = JSON.stringify(message);
  const timestamp = Math.floor(Date.now() / 1000);
  const status = await post(url, body, {
    lookup: listed ? undefined : openLookup(url),
    timeoutMs,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Santral',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(secret, { id, timestamp, body }),
    },
  });
  if (status >= 200 && status < 300) return;
  const cure =
    status >= 300 && status < 400
      ? 'redirects are not followed: give the address that it leads to'
      : 'check the address, and what the receiver says of it';
  throw new DeliveryError(`${url.host} answered ${status}; ${cure}`);
}

interface PostOptions {
  lookup: LookupFunction | undefined;
  timeoutMs: number;
  headers: Record<string, string>;
}

function post(url: URL, body: string, { lookup, timeoutMs, headers }: PostOptions): Promise<number> {
  const { promise, resolve: done, reject } = Promise.withResolvers<number>();
  const options: RequestOptions = { method: 'POST', headers, agent: false, ...(lookup ? { lookup } : {}) };
  const request = url.protocol === 'https:' ? requestSecure(url, options) : requestPlain(url, options);
  const late = setTimeout(
    () => request.destroy(new DeliveryError(`${url.host} has not answered within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  request.on('response', (response) => {
    clearTimeout(late);
    done(response.statusCode ?? 0);
    // What it says besides is nobody's business, however long.
    response.destroy();
  });
  request.on('error', (error) => {
    clearTimeout(late);
    reject(
      error instanceof DeliveryError
        ? error
        : new DeliveryError(`${url.host} cannot be reached (${error.message}); check the address and the network`, {
            cause: error,
          }),
    );
  });
  request.end(body);
  return promise;
}

/** Looks at what the name resolves to in the very look-up that the connection uses, so that no second answer slips in. */
function openLookup(url: URL): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const open = addresses.filter(({ address }) => isOpenAddress(address));
      const [first] = open;
      if (first === undefined) return callback(closedAddress(url), []);
      if (options.all) return callback(null, open);
      return callback(null, first.address, first.family);
    });
  };
}

function closedAddress(url: URL): DeliveryError {
  return new DeliveryError(
    `${url.host} is this machine or its own link, where webhooks do not go by themselves; if it is meant, add it to webhook_hosts under alarms: in santral.yaml, or to SANTRAL_WEBHOOK_HOSTS`,
  );
}
