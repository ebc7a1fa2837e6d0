import type { ActionHeaders } from './actions.ts';

/**
 * Events that come in numbers and that a wallboard has no use for; security events of our own logins among them.
 * Which of them are dropped depends on what is wanted.
 */
export const NOISY_EVENTS: readonly string[] = [
  'BridgeCreate',
  'BridgeDestroy',
  'BridgeEnter',
  'BridgeLeave',
  'ChallengeSent',
  'DeviceStateChange',
  'DialBegin',
  'DialEnd',
  'DialState',
  'DTMFBegin',
  'DTMFEnd',
  'ExtensionStatus',
  'HangupHandlerPush',
  'HangupHandlerRun',
  'LocalBridge',
  'MusicOnHoldStart',
  'MusicOnHoldStop',
  'NewCallerid',
  'NewConnectedLine',
  'Newexten',
  'Newstate',
  'OriginateResponse',
  'PeerStatus',
  'RTCPReceived',
  'RTCPSent',
  'SuccessfulAuth',
];

/** AMI version of Asterisk 22, the first major version whose every release knows MatchCriteria. */
const MATCH_CRITERIA_SINCE = 11;

/**
 * The `Filter` actions that keep the exchange from sending what nobody reads. They only exclude, so that what they do
 * not name still comes. Of VarSet, which is a third of the volume, only the named variables are let through.
 * From Asterisk 22 on events are excluded by name, which costs the exchange next to nothing; before, by two
 * regular expressions. Sent to an older exchange by mistake, a filter by name includes everything, so does no harm.
 * @param amiVersion from the banner, such as `11.0.0`.
 * @param wanted names of the events that are read.
 * @param variables channel variables whose VarSet is read, if VarSet is wanted; none: all of them.
 */
export function eventFilters(
  amiVersion: string,
  wanted: ReadonlySet<string>,
  variables: readonly string[],
): ActionHeaders[] {
  const unread = NOISY_EVENTS.filter((name) => !wanted.has(name));
  const fewVarSet = wanted.has('VarSet') && variables.length > 0;
  if (!wanted.has('VarSet')) unread.push('VarSet');
  if (Number.parseInt(amiVersion, 10) >= MATCH_CRITERIA_SINCE) {
    const filters: ActionHeaders[] = unread.map((name) => ({
      Operation: 'Add',
      MatchCriteria: `action(exclude),name(${name})`,
    }));
    if (fewVarSet) {
      filters.push({
        Operation: 'Add',
        MatchCriteria: 'action(exclude),name(VarSet),header(Variable),method(regex)',
        Filter: `^${noneOf(variables, '$')}`,
      });
    }
    return filters;
  }
  const filters = [{ Operation: 'Add', Filter: `!^Event: (${unread.join('|')})[[:cntrl:]]` }];
  if (fewVarSet) {
    const others = noneOf(variables, '[[:cntrl:]]');
    filters.push({ Operation: 'Add', Filter: `!^Event: VarSet[[:cntrl:]].*[[:cntrl:]]Variable: ${others}` });
  }
  return filters;
}

/**
 * A POSIX extended regular expression for what is none of the words, since those have no look-ahead.
 * @param words of letters, digits and underscores.
 * @param end matches the end of the text: `$`, or a class of characters that are in no word.
 * @throws RangeError for another word.
 */
export function noneOf(words: readonly string[], end: '$' | '[[:cntrl:]]'): string {
  const odd = words.find((word) => !/^\w*$/.test(word));
  if (odd !== undefined) throw new RangeError(`${JSON.stringify(odd)} is no name of a channel variable.`);
  const firsts = [...new Set(words.filter((word) => word !== '').map((word) => word.charAt(0)))];
  const ways = firsts.map((letter) => {
    const rests = words.filter((word) => word.startsWith(letter)).map((word) => word.slice(1));
    return letter + noneOf(rests, end);
  });
  const excluded = firsts.join('') + (end === '$' ? '' : '[:cntrl:]');
  ways.push(excluded === '' ? '.' : `[^${excluded}]`);
  if (!words.includes('')) ways.push(end);
  return `(${ways.join('|')})`;
}
