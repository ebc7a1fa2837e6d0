import { type ActionHeaders, fitsLine } from './actions.ts';

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

/** Of three kinds of event that come in numbers, those few that are read; a kind that is left out: all of them. */
export interface FewEvents {
  /** Variables whose VarSet is read; `NAME*` stands for all whose names begin so. */
  variables?: readonly string[];
  /** UserEvents of these names. */
  userEvents?: readonly string[];
  /** Steps of the dialplan (Newexten) in these contexts; in those of `arrival` only the first of each extension. */
  contexts?: { arrival: readonly string[]; whole: readonly string[] };
}

/** AMI version of Asterisk 22, the first major version whose every release knows MatchCriteria. */
const MATCH_CRITERIA_SINCE = 11;

/**
 * The `Filter` actions that keep the exchange from sending what nobody reads. They only exclude, so that what they do
 * not name still comes. Of VarSet, which is a third of the volume, only the named variables are let through, and of steps
 * of the dialplan only those in the contexts that citizens' calls are known by.
 * From Asterisk 22 on events are excluded by name, which costs the exchange next to nothing; before, by a few
 * regular expressions. Sent to an older exchange by mistake, a filter by name includes everything, so does no harm.
 * @param amiVersion from the banner, such as `11.0.0`.
 * @param wanted names of the events that are read.
 */
export function eventFilters(amiVersion: string, wanted: ReadonlySet<string>, few: FewEvents): ActionHeaders[] {
  const unread = NOISY_EVENTS.filter((name) => !wanted.has(name));
  if (!wanted.has('VarSet')) unread.push('VarSet');
  const byName = Number.parseInt(amiVersion, 10) >= MATCH_CRITERIA_SINCE;
  const filters: ActionHeaders[] = byName
    ? unread.map((name) => ({ Operation: 'Add', MatchCriteria: `action(exclude),name(${name})` }))
    : [{ Operation: 'Add', Filter: `!^Event: (${unread.join('|')})[[:cntrl:]]` }];
  const others = byName ? othersByHeader : othersByText;
  if (wanted.has('VarSet')) filters.push(...others('VarSet', 'Variable', few.variables));
  if (wanted.has('UserEvent')) filters.push(...others('UserEvent', 'UserEvent', few.userEvents));
  const { contexts } = few;
  if (wanted.has('Newexten') && contexts !== undefined) {
    filters.push(...others('Newexten', 'Context', [...new Set([...contexts.arrival, ...contexts.whole])]));
    filters.push(
      ...laterSteps(
        byName,
        contexts.arrival.filter((name) => !contexts.whole.includes(name)),
      ),
    );
  }
  return filters;
}

/** Excludes events of one name whose header holds none of the words. */
function othersByHeader(event: string, header: string, words: readonly string[] = []): ActionHeaders[] {
  return whatFits(words, (some) => ({
    Operation: 'Add',
    MatchCriteria: `action(exclude),name(${event}),header(${header}),method(regex)`,
    Filter: `^${noneOf(some, '$')}`,
  }));
}

function othersByText(event: string, header: string, words: readonly string[] = []): ActionHeaders[] {
  return whatFits(words, (some) => ({
    Operation: 'Add',
    Filter: `!^Event: ${event}[[:cntrl:]].*[[:cntrl:]]${header}: ${noneOf(some, '[[:cntrl:]]')}`,
  }));
}

/** Words too long or too many for one line are told apart by their beginnings alone; then more comes than is read. */
function whatFits(words: readonly string[], filterOf: (words: readonly string[]) => ActionHeaders): ActionHeaders[] {
  if (words.length === 0) return [];
  const longest = Math.max(...words.map((word) => word.length));
  for (let kept = longest; kept > 0; kept--) {
    const some = words.map((word) => (word.length > kept ? `${word.slice(0, kept).replace(/\*$/, '')}*` : word));
    const filter = filterOf(some);
    if (fitsLine('Filter', String(filter.Filter))) return [filter];
  }
  return [];
}

/** A caller's first step in a context says that he has arrived there; the others say nothing more. */
function laterSteps(byName: boolean, contexts: readonly string[]): ActionHeaders[] {
  if (contexts.length === 0) return [];
  const places = `(${contexts.map((name) => name.replaceAll('.', '[.]')).join('|')})`;
  const text = `Context: ${places}[[:cntrl:]]+Exten: [^[:cntrl:]]*[[:cntrl:]]+Priority: ([02-9]|1[0-9])`;
  const filter: ActionHeaders = byName
    ? { Operation: 'Add', MatchCriteria: 'action(exclude),name(Newexten),method(regex)', Filter: text }
    : { Operation: 'Add', Filter: `!^Event: Newexten[[:cntrl:]].*${text}` };
  return fitsLine('Filter', String(filter.Filter)) ? [filter] : [];
}

/**
 * A POSIX extended regular expression for what is none of the words, since those have no look-ahead.
 * @param words of letters, digits, `_`, `-` and `.`; one that ends with `*` stands for all that begin so.
 * @param end matches the end of the text: `$`, or a class of characters that are in no word.
 * @throws RangeError for another word.
 */
export function noneOf(words: readonly string[], end: '$' | '[[:cntrl:]]'): string {
  const odd = words.find((word) => !/^[\w.-]*\*?$/.test(word));
  if (odd !== undefined) throw new RangeError(`${JSON.stringify(odd)} is no name of a channel variable or context.`);
  return otherThan(words, end) ?? '($.)';
}

/** null: whatever follows, it is one of the words. */
function otherThan(words: readonly string[], end: '$' | '[[:cntrl:]]'): string | null {
  if (words.includes('*')) return null;
  const firsts = [...new Set(words.filter((word) => word !== '').map((word) => word.charAt(0)))];
  const ways = firsts.flatMap((letter) => {
    const rests = words.filter((word) => word.startsWith(letter)).map((word) => word.slice(1));
    const other = otherThan(rests, end);
    return other === null ? [] : (letter === '.' ? '[.]' : letter) + other;
  });
  const endsHere = words.includes('');
  // the end, where it is a character, is among those that are none of the letters
  const listed = firsts.filter((letter) => letter !== '-').join('') + (endsHere && end !== '$' ? '[:cntrl:]' : '');
  const excluded = listed + (firsts.includes('-') ? '-' : '');
  ways.push(excluded === '' ? '.' : `[^${excluded}]`);
  if (!endsHere && end === '$') ways.push(end);
  return `(${ways.join('|')})`;
}
