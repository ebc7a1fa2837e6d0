import { describe, expect, test } from 'vitest';
import { tileKinds } from '#lib/board/tileKind.ts';
import { tileOptions } from '#lib/board/tileOptions.ts';
import { messages } from '../../i18n/messages.ts';
import { optionFields } from './optionFields.ts';

describe.each(['tr', 'en'] as const)('in %s', (locale) => {
  const { kind: kinds, options, optionValues } = messages[locale].boards;
  const named = options as Record<string, string>;
  const values = optionValues as Record<string, Record<string, string>>;

  test.each(tileKinds)('the form of %s has words for each of its options and their values', (kind) => {
    expect(kinds[kind].name).not.toBe('');
    const missing = optionFields(kind).flatMap((field) => [
      ...(named[field.name] ? [] : [field.name]),
      ...('values' in field
        ? field.values.filter((value) => !values[field.name]?.[value]).map((value) => `${field.name}.${value}`)
        : []),
    ]);
    expect(missing).toEqual([]);
  });
});

test('every option of every kind is asked for by the form, or by a control of its own', () => {
  for (const kind of tileKinds) {
    const whole = tileOptions[kind].parse({});
    const asked = optionFields(kind).map(({ name }) => name);
    const others = Object.keys(whole).filter((name) => !asked.includes(name));
    expect(others.filter((name) => name !== 'places' && name !== 'aisles')).toEqual([]);
  }
});

test('a form’s field is of the option’s type, with its bounds', () => {
  expect(optionFields('number')).toContainEqual({
    name: 'trend',
    type: 'choice',
    values: ['none', 'before', 'forecast'],
  });
  expect(optionFields('queue_table')).toContainEqual(
    expect.objectContaining({ name: 'columns', type: 'choices', min: 1 }),
  );
  expect(optionFields('agent_list')).toContainEqual({
    ...{ name: 'pauseMinutes', type: 'number', whole: true, nullable: true },
    ...{ min: 1, max: 600 },
  });
  expect(optionFields('clock')).toContainEqual({ name: 'seconds', type: 'yesNo' });
  expect(optionFields('picture')).toContainEqual({ name: 'picture', type: 'picture' });
});
