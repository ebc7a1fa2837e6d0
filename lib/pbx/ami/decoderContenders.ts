import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import util from 'node:util';
import { AmiDecoder } from './decoder.ts';
import { heardEvents } from './heardEvents.ts';
import { AmiTranslation } from './translation.ts';

/** Takes the reads of one connection and counts the events that came out of them. */
export interface Contender {
  push(chunk: Buffer): void;
  events(): number;
}

const require = createRequire(import.meta.url);
const { wanted } = heardEvents({ inboundContexts: [], containedContexts: [] });

/**
 * What is compared, each built anew for a round. The clients are driven at the function that their own socket calls
 * with what was read, decoded to a string where they set an encoding; nothing of their parsing is left out or added.
 */
export const contenders: Record<string, () => Contender> = {
  'santral, headers on demand': () => {
    let count = 0;
    const decoder = new AmiDecoder({
      onMessage: ({ kind }) => {
        if (kind === 'event') count++;
      },
    });
    return { push: (chunk) => decoder.push(chunk), events: () => count };
  },

  'santral, four headers read of each': () => {
    let count = 0;
    const decoder = new AmiDecoder({
      onMessage: (message) => {
        if (message.kind !== 'event') return;
        count++;
        sink = message.get('Uniqueid') ?? message.get('Channel') ?? sink;
        sink = message.get('Queue') ?? message.get('Linkedid') ?? sink;
      },
    });
    return { push: (chunk) => decoder.push(chunk), events: () => count };
  },

  'santral, every header into an object': () => {
    let count = 0;
    const decoder = new AmiDecoder({
      onMessage: (message) => {
        if (message.kind === 'event') count++;
        const all: Record<string, string> = {};
        for (const [name, value] of message.headers()) all[name] = value;
        sink = all;
      },
    });
    return { push: (chunk) => decoder.push(chunk), events: () => count };
  },

  'santral, the events it reads': () => {
    const decoder = new AmiDecoder({ wanted, onMessage: (message) => (sink = message) });
    return { push: (chunk) => decoder.push(chunk), events: () => decoder.messageCount };
  },

  'santral, translated to PbxEvents': () => {
    let now = 0;
    const translation = new AmiTranslation({ inboundContexts: [], onEvent: (event) => (sink = event) });
    const decoder = new AmiDecoder({ wanted, onMessage: (message) => translation.message(message, now) });
    return {
      push: (chunk) => {
        now += 10;
        decoder.push(chunk);
      },
      events: () => decoder.messageCount,
    };
  },

  yana: () => {
    // Node 23 took util.isArray away, which yana calls for a repeated header.
    Object.assign(util, { isArray: Array.isArray });
    const Ami = require('yana');
    const LineSocket = require('yana/line-socket.js');
    const ami = new Ami({});
    let count = 0;
    ami.on('event', () => count++);
    ami.socket = new LineSocket();
    ami.socket.once('line', () => ami._setupMessageBuffering());
    return { push: (chunk) => ami.socket.emit('data', chunk), events: () => count };
  },

  'ami-io': () => {
    const { createClient, SilentLogger } = require('ami-io');
    const client = createClient({ logger: new SilentLogger() });
    let count = 0;
    client.on('event', () => count++);
    return { push: (chunk) => client.splitMessages(chunk.toString('ascii')), events: () => count };
  },

  'asterisk-manager': () => {
    const Manager = require('asterisk-manager');
    const connection = Object.assign(new EventEmitter(), {
      readyState: 'open',
      setKeepAlive() {},
      setNoDelay() {},
      setEncoding() {},
      write() {},
    });
    const { createConnection } = net;
    Object.assign(net, { createConnection: () => connection });
    const manager = new Manager(5038, '127.0.0.1', '', '', true);
    Object.assign(net, { createConnection });
    let count = 0;
    manager.on('managerevent', () => count++);
    return { push: (chunk) => connection.emit('data', chunk.toString('utf8')), events: () => count };
  },

  nami: () => {
    const { Nami } = require('nami');
    const silent = { error() {}, warn() {}, info() {}, debug() {} };
    const nami = new Nami({ logger: silent });
    nami.received = '';
    let count = 0;
    nami.on('namiEvent', () => count++);
    return { push: (chunk) => nami.onData(chunk.toString('ascii')), events: () => count };
  },
};

/** What was made is put here, so that making it is not optimised away. */
export let sink: unknown = null;
