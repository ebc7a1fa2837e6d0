import { expect, test } from 'vitest';
import { parseQueueLogRow, QueueLogLineError } from './queueLogRow.ts';

const place = { at: 1795282407, callId: '1795282399.0', queue: '153-genel', agent: 'Ayşe Yılmaz' };

test.each([
  ['ENTERQUEUE||05366608609|1', { event: 'ENTERQUEUE', position: 1 }],
  ['ENTERQUEUE||', { event: 'ENTERQUEUE', position: null }],
  ['CONNECT|1|1795282399.2|0', { event: 'CONNECT', holdSeconds: 1, ringSeconds: 0 }],
  ['COMPLETECALLER|2|7|3', { event: 'COMPLETECALLER', holdSeconds: 2, talkSeconds: 7 }],
  ['BLINDTRANSFER|502|aktarma|1|7|1', { event: 'BLINDTRANSFER', holdSeconds: 1, talkSeconds: 7 }],
  ['ATTENDEDTRANSFER|BRIDGE|68a16d5f|1|11|4', { event: 'ATTENDEDTRANSFER', holdSeconds: 1, talkSeconds: 11 }],
  ['ATTENDEDTRANSFER|LINK|c.1|c.2|1|11|4', { event: 'ATTENDEDTRANSFER', holdSeconds: 1, talkSeconds: 11 }],
  ['ABANDON|1|3|8', { event: 'ABANDON', waitSeconds: 8 }],
  ['EXITWITHTIMEOUT|2|4|7', { event: 'EXITWITHTIMEOUT', waitSeconds: 7 }],
  ['EXITWITHKEY|0|3|6|5', { event: 'EXITWITHKEY', waitSeconds: 5 }],
  ['EXITWITHKEY|0|3', { event: 'EXITWITHKEY', waitSeconds: null }],
  ['EXITEMPTY|3|6|11', { event: 'EXITEMPTY', waitSeconds: 11 }],
  ['WITHDRAW|1|4|9|yonetici|not', { event: 'WITHDRAW', waitSeconds: 9 }],
  ['RINGNOANSWER|6000', { event: 'RINGNOANSWER', ringMs: 6000 }],
  ['RINGCANCELED|2422', { event: 'RINGCANCELED', ringMs: 2422 }],
  ['PAUSE|Yemek | çay', { event: 'PAUSE', reason: 'Yemek | çay' }],
  ['UNPAUSE|', { event: 'UNPAUSE', reason: null }],
  ['QUEUESTART|', { event: 'QUEUESTART' }],
  ['CONFIGRELOAD|', { event: 'CONFIGRELOAD' }],
  ['AGENTDUMP|', { event: 'AGENTDUMP' }],
  ['SYSCOMPAT|', { event: 'SYSCOMPAT', waitSeconds: null }],
  ['TRANSFER|502|aktarma|1|7|1', { event: 'TRANSFER', holdSeconds: 1, talkSeconds: 7 }],
  ['ADDMEMBER|PAUSED', { event: 'ADDMEMBER', paused: true }],
  ['ADDMEMBER|', { event: 'ADDMEMBER', paused: false }],
  ['REMOVEMEMBER|', { event: 'REMOVEMEMBER', paused: false }],
  [
    'SANTRALCONTACT|1795282390.25|1|borç sorgulama',
    { event: 'SANTRALCONTACT', startedAt: 1795282390.25, contained: true, subject: 'borç sorgulama' },
  ],
  ['SANTRALCONTACT|1795282390|0|', { event: 'SANTRALCONTACT', startedAt: 1795282390, contained: false, subject: null }],
  ['SANTRALCONTACT', { event: 'SANTRALCONTACT', startedAt: null, contained: null, subject: null }],
  [
    'SANTRALCONTACT|1795282390||05001234567',
    { event: 'SANTRALCONTACT', startedAt: 1795282390, contained: null, subject: null },
  ],
  ['PENALTY|3', { event: 'PENALTY', value: 3 }],
  ['RINGINUSE|0', { event: 'RINGINUSE', value: 0 }],
  ['PAUSEALL|', { event: 'PAUSEALL', reason: null }],
  ['UNPAUSEALL|', { event: 'UNPAUSEALL', reason: null }],
  ['AGENTLOGIN|SIP/1001-0001', { event: 'AGENTLOGIN', place: 'SIP/1001-0001' }],
  ['AGENTLOGOFF|SIP/1001-0001|43', { event: 'AGENTLOGOFF', place: 'SIP/1001-0001', signedInSeconds: 43 }],
  ['AGENTCALLBACKLOGIN|1001@ic', { event: 'AGENTCALLBACKLOGIN', place: '1001@ic' }],
  [
    'AGENTCALLBACKLOGOFF|1001@ic|43|Autologoff',
    { event: 'AGENTCALLBACKLOGOFF', place: '1001@ic', signedInSeconds: 43 },
  ],
  ['DID|4441530', { event: 'DID', number: '4441530' }],
  ['INFO|not|1', { event: 'OTHER', name: 'INFO', fields: ['not', '1'] }],
  ['OZEL|ozel|kayit', { event: 'OTHER', name: 'OZEL', fields: ['ozel', 'kayit'] }],
])('%s', (tail, row) => {
  expect(parseQueueLogRow(`1795282407|1795282399.0|153-genel|Ayşe Yılmaz|${tail}`)).toEqual({ ...place, ...row });
});

test.each([
  ['1795282407|NONE|NONE', 'has 3 fields where time|call|queue|agent|event are needed'],
  ['yesterday|c|q|a|ABANDON|1|1|1', 'begins with "yesterday" where epoch seconds are needed'],
  ['17952824071795282407|c|q|a|CONNECT|1|c.1|1', 'begins with "17952824071795282407" where epoch seconds are needed'],
  ['\0too long', 'is longer than 64 KB'],
  ['1795282407|c|q|a|CONNECT', 'has no hold time'],
  ['1795282407|c|q|a|BLINDTRANSFER|1|7', 'has no hold time'],
  ['1795282407|c|q|a|ABANDON|1|1|soon', 'holds "soon" where a number is needed'],
])('%s is no row', (line, reason) => {
  expect(() => parseQueueLogRow(line)).toThrow(new QueueLogLineError(reason));
});
