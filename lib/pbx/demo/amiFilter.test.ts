import { describe, expect, it } from 'vitest';
import { type AmiFilter, parseAmiFilter, passesFilters } from './amiFilter.ts';

const varSet =
  'Event: VarSet\r\nPrivilege: dialplan,all\r\nChannel: PJSIP/trunk-00000001\r\nVariable: KUY\r\nValue: 153-genel\r\n\r\n';
const join = 'Event: QueueCallerJoin\r\nPrivilege: agent,all\r\nQueue: 153-genel\r\n\r\n';

function filter(criteria: string, expression = ''): AmiFilter {
  const made = parseAmiFilter(criteria, expression);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

describe('event filters', () => {
  it.each([
    ['', '!Event: VarSet', false, true],
    ['', 'Event: VarSet', true, false],
    ['', '!^Event: (VarSet|Newexten)[[:cntrl:]]', false, true],
    ['', '!^Event: VarSet[[:cntrl:]].*[[:cntrl:]]Variable: KUY[[:cntrl:]]', false, true],
    ['', '!Variable: KUYRUK[[:cntrl:]]', true, true],
    ['action(exclude),name(VarSet)', '', false, true],
    ['name(VarSet)', '', true, false],
    ['action(include), name(VarSet), header(Variable), method(exact)', 'KUY', true, false],
    ['action(exclude),name(VarSet),header(Variable),method(regex)', '^([^Q]|Q[^U])', false, true],
    ['action(exclude),header(Channel),method(starts_with)', 'PJSIP/trunk', false, true],
    ['action(exclude),header(Channel),method(ends_with)', '0002', true, true],
    ['action(exclude),method(contains)', '153-genel', false, false],
    ['action(exclude),header(Queue)', '', true, false],
  ])('%s %s: VarSet %s, Join %s', (criteria, expression, ofVarSet, ofJoin) => {
    const filters = [filter(criteria, expression)];
    expect(passesFilters(filters, 'VarSet', varSet)).toBe(ofVarSet);
    expect(passesFilters(filters, 'QueueCallerJoin', join)).toBe(ofJoin);
  });

  it('lets an exclusion win over an inclusion', () => {
    const filters = [filter('name(VarSet)'), filter('action(exclude),header(Variable),method(exact)', 'KUY')];
    expect(passesFilters(filters, 'VarSet', varSet)).toBe(false);
  });

  it.each([
    ['', '', 'Filter not specified'],
    ['', '(', 'Filter did not compile'],
    ['name(VarSet),colour(red)', '', "Filter's match criteria make no sense: colour(red)"],
    ['method(guess)', 'x', "Filter's method guess is not known"],
    ['action(maybe)', '', "Filter's action must be include or exclude, not maybe"],
  ])('answers %s %s with a sentence', (criteria, expression, sentence) => {
    expect(parseAmiFilter(criteria, expression)).toBe(sentence);
  });
});
