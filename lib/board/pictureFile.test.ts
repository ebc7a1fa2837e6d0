import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { pictureFacts } from './pictureFile.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const webp = (chunk: string, rest: string) =>
  bytes(
    `${Buffer.from('RIFF').toString('hex')} 24000000 ${Buffer.from(`WEBP${chunk}`).toString('hex')} 10000000 ${rest}`,
  );

test('a picture is what its bytes say', () => {
  expect(pictureFacts(PNG.sync.write(new PNG({ width: 30, height: 20 })))).toEqual({
    ...{ type: 'image/png', width: 30, height: 20 },
  });
  const jpeg = bytes('ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 0014 001e 03 011100 021101 031101 ffd9');
  expect(pictureFacts(jpeg)).toEqual({ type: 'image/jpeg', width: 30, height: 20 });
  expect(pictureFacts(webp('VP8X', '00000000 1d0000 130000 0000'))).toEqual({
    type: 'image/webp',
    width: 30,
    height: 20,
  });
  expect(pictureFacts(webp('VP8L', '2f 1dc00400 00000000000000'))).toEqual({
    type: 'image/webp',
    width: 30,
    height: 20,
  });
  expect(pictureFacts(webp('VP8 ', '000000 9d012a 1e00 1400 0000'))).toEqual({
    type: 'image/webp',
    width: 30,
    height: 20,
  });
});

test('whatever is none of them, or cut short, is no picture', () => {
  for (const told of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '<!doctype html><script>1</script>']) {
    expect(pictureFacts(Buffer.from(told))).toBeNull();
  }
  const whole = PNG.sync.write(new PNG({ width: 3, height: 2 }));
  for (let length = 0; length < 24; length++) expect(pictureFacts(whole.subarray(0, length))).toBeNull();
  expect(pictureFacts(bytes('ffd8 ffe0 ffff'))).toBeNull();
  expect(pictureFacts(bytes('ffd8 ffff ffff ffff ffff ffff'))).toBeNull();
});
