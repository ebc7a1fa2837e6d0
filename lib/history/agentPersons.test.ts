import { expect, test } from 'vitest';
import { AgentPersons, type ToldName } from './agentPersons.ts';

const told = (agent: string, name: string, lastSeen: number, renamedFrom: string | null = null): ToldName => ({
  ...{ exchange: 'x', agent, name, lastSeen, renamedFrom },
});

test('who is renamed is one person under the latest name, whichever name a row has', () => {
  const persons = new AgentPersons([
    told('PJSIP/1', 'Ayşe', 1),
    told('PJSIP/1', 'Ayşe Kaya', 3, 'Ayşe Yılmaz'),
    told('PJSIP/1', 'Ayşe Yılmaz', 2, 'Ayşe'),
  ]);
  const person = persons.personOf('x', 'PJSIP/1', 'Ayşe');
  expect(person).toMatchObject({ name: 'Ayşe Kaya', formerNames: ['Ayşe', 'Ayşe Yılmaz'], agent: 'PJSIP/1' });
  expect(persons.personOf('x', 'PJSIP/1', 'Ayşe Yılmaz')).toBe(person);
  expect(persons.personOf('x', null, 'Ayşe Yılmaz')).toBe(person);
});

test('renamed to and fro is one person still', () => {
  const persons = new AgentPersons([told('A', 'Işık', 5, 'Isik'), told('A', 'Isik', 4, 'Işık')]);
  expect(persons.personOf('x', 'A', 'Isik')).toMatchObject({ name: 'Işık', formerNames: ['Isik'] });
});

test('two names on one phone without a rename are two persons', () => {
  const persons = new AgentPersons([told('PJSIP/1', 'Ayşe', 1), told('PJSIP/1', 'İrem', 2)]);
  expect(persons.personOf('x', 'PJSIP/1', 'Ayşe').id).not.toBe(persons.personOf('x', 'PJSIP/1', 'İrem').id);
});

test('a name alone is the one person who bears it; of several it is none, and of another exchange it is none', () => {
  const persons = new AgentPersons([
    told('PJSIP/1', 'Ayşe', 1),
    told('PJSIP/2', 'Emre', 1),
    told('PJSIP/3', 'Emre', 2),
  ]);
  expect(persons.personOf('x', null, 'Ayşe').agent).toBe('PJSIP/1');
  expect(persons.personOf('x', null, 'Emre').agent).toBeNull();
  expect(persons.personOf('y', null, 'Ayşe').agent).toBeNull();
  // the exchange logs a member without a name by its interface
  expect(persons.personOf('x', null, 'PJSIP/1').name).toBe('Ayşe');
});

test('an interface that was never listed is a person by what the row says', () => {
  const persons = new AgentPersons([]);
  expect(persons.personOf('x', 'PJSIP/7', 'Çağrı')).toMatchObject({ agent: 'PJSIP/7', name: 'Çağrı' });
});
