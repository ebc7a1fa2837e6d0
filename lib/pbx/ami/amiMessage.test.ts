import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { commandOutput } from './actions.ts';
import { amiMessage, WireMessage } from './amiMessage.ts';

const wire = (...bytes: (string | number[])[]) =>
  Buffer.concat(
    bytes.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))),
  ).toString('latin1');

test('headers are found in exactly their spelling, the first of a name', () => {
  const message = amiMessage([
    ['Event', 'UserEvent'],
    ['DestUniqueid', '3.1'],
    ['Uniqueid', '1.1'],
    ['UniqueID', '2.1'],
    ['Uniqueid', '4.1'],
    ['Value', 'a: b|c'],
    ['Empty', ''],
  ]);
  expect(message.name).toBe('UserEvent');
  expect(message.get('Event')).toBe('UserEvent');
  expect(message.get('Uniqueid')).toBe('1.1');
  expect(message.get('UniqueID')).toBe('2.1');
  expect(message.get('uniqueid')).toBeUndefined();
  expect(message.get('queid')).toBeUndefined();
  expect(message.getAll('Uniqueid')).toEqual(['1.1', '4.1']);
  expect(message.get('Value')).toBe('a: b|c');
  expect(message.get('Empty')).toBe('');
  expect(message.get('Missing')).toBeUndefined();
  expect(message.headers()).toHaveLength(7);
  expect(message.headers()[5]).toEqual(['Value', 'a: b|c']);
});

test('an OriginateResponse has a header Response of its own', () => {
  const message = amiMessage([
    ['Event', 'OriginateResponse'],
    ['Response', 'Failure'],
  ]);
  expect(message.kind).toBe('event');
  expect(message.get('Response')).toBe('Failure');
});

test('UTF-8 values and header names are read as such', () => {
  const message = amiMessage([
    ['Event', 'UserEvent'],
    ['Şube', 'İzmit 🚰'],
    ['Sonuç', 'çözüldü'],
  ]);
  expect(message.get('Şube')).toBe('İzmit 🚰');
  expect(message.headers().slice(1)).toEqual([
    ['Şube', 'İzmit 🚰'],
    ['Sonuç', 'çözüldü'],
  ]);
});

test('bytes that are no UTF-8 are read as ISO-8859-9, value by value', () => {
  const text = wire('Event: X\r\nCallerIDName: ', [0xdd, 0xfe, 0x69, 0x6c, 0x65], '\r\nQueue: ığdır');
  const message = new WireMessage('event', 'X', text);
  expect(message.get('CallerIDName')).toBe('İşile');
  expect(message.get('Queue')).toBe('ığdır');
});

test('with CR LF a bare LF is part of the value and begins no header', () => {
  const message = new WireMessage('event', 'Newexten', 'Event: Newexten\r\nAppData: a\nQueue: forged\r\nQueue: real');
  expect(message.get('Queue')).toBe('real');
  expect(message.get('AppData')).toBe('a\nQueue: forged');
  expect(message.headers()).toHaveLength(3);
});

test('with LF alone, and without the space, headers are read as well', () => {
  const message = new WireMessage('event', 'X', 'Event: X\nA:1\nB:\nC:  two');
  expect(message.headers().slice(1)).toEqual([
    ['A', '1'],
    ['B', ''],
    ['C', ' two'],
  ]);
  expect(message.get('C')).toBe(' two');
});

test('a Command answers in Output headers, or raw before Asterisk 14', () => {
  const headers = amiMessage([
    ['Response', 'Success'],
    ['Message', 'Command output follows'],
    ['Output', 'one: 1'],
    ['Output', ''],
  ]);
  expect(commandOutput(headers)).toEqual(['one: 1', '']);
  const text = 'Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\none: 1\n\ntwo\n--END COMMAND--';
  expect(commandOutput(new WireMessage('response', 'Follows', text))).toEqual(['one: 1', '', 'two']);
});
