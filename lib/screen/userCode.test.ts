import { expect, test } from 'vitest';
import { newUserCode, shownUserCode, typedUserCode } from './userCode.ts';

test('a code is eight consonants and digits, shown in two halves, and read however it is typed', () => {
  for (let i = 0; i < 200; i++) {
    const code = newUserCode();
    expect(code).toMatch(/^[CDFHJKLMNPRTVWX234679]{8}$/);
    expect(shownUserCode(code)).toBe(`${code.slice(0, 4)}-${code.slice(4)}`);
    expect(typedUserCode(` ${shownUserCode(code).toLowerCase()} `)).toBe(code);
    expect(typedUserCode(code.split('').join(' '))).toBe(code);
  }
  expect(typedUserCode('CDFH-JKL')).toBeNull();
  expect(typedUserCode('CDFH-JKL0')).toBeNull();
  expect(typedUserCode('')).toBeNull();
});
