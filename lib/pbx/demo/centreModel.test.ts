import { expect, test } from 'vitest';
import { centreModelOf } from './centreModel.ts';
import { demoCentres } from './demoCentres.ts';

test.each(demoCentres.map((centre) => [centre.id, centre] as const))(
  'what is out of scope of centre %s is so in its settings and in its model',
  (id, { outOfScopeSubjects }) => {
    const subjects = centreModelOf(id).subjects.filter(({ outOfScope }) => outOfScope === true);
    expect([...outOfScopeSubjects].sort()).toEqual(subjects.map(({ name }) => name).sort());
  },
);
