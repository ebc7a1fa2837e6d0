/** What a picture on a board may be: formats that every browser shows and that cannot hold a script. */
const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];
export const mostPictureBytes = 2 * 2 ** 20;
/** A 4K wall is 3840 × 2160; more makes a TV's browser slow. */
export const mostPicturePixels = 8192;

export interface PictureFacts {
  type: PictureType;
  width: number;
  height: number;
}

/** What the bytes themselves say they are, whatever their name; null: none of the types, or cut short. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const facts = png(view) ?? webp(view) ?? jpeg(view);
  return facts !== null && facts.width > 0 && facts.height > 0 ? facts : null;
}

function png(view: DataView): PictureFacts | null {
  if (
    view.byteLength < 24 ||
    !isText(view, 1, 'PNG\r\n\x1a\n') ||
    view.getUint8(0) !== 0x89 ||
    !isText(view, 12, 'IHDR')
  )
    return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function webp(view: DataView): PictureFacts | null {
  if (view.byteLength < 30 || !isText(view, 0, 'RIFF') || !isText(view, 8, 'WEBP')) return null;
  const type = 'image/webp' as const;
  if (isText(view, 12, 'VP8X')) return { type, width: 1 + int24(view, 24), height: 1 + int24(view, 27) };
  if (isText(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  if (!isText(view, 12, 'VP8 ')) return null;
  return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** The size stands in the frame's header, after segments that each tell their length. */
function jpeg(view: DataView): PictureFacts | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // fill bytes stand alone
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function isText(view: DataView, at: number, text: string): boolean {
  return [...text].every((letter, i) => view.getUint8(at + i) === letter.charCodeAt(0));
}

function int24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
