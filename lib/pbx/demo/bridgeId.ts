/** The bridge's UUID for the agent leg `legId`: made from it, so that queue_log and AMI name the same bridge. */
export function bridgeIdOf(legId: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < legId.length; i++) {
    a = Math.imul(a ^ legId.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ legId.charCodeAt(i), 0x5bd1e995) ^ (b >>> 13);
  }
  const words = [a, b, Math.imul(a ^ (b >>> 7), 0x2c1b3c6d), Math.imul(b ^ (a >>> 11), 0x297a2d39)];
  const hex = words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
