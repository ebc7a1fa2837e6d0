/** What a username may be: letters a–z, digits, and . _ - within; short enough for a column. */
const form = /^[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])$/;

/** As it is kept and compared: whatever the case was, and with the Turkish İ and ı as i. */
export function normalUsername(text: string): string {
  return text.trim().replaceAll(/[İIı]/g, 'i').toLowerCase();
}

/** Of a normal username: may somebody be called so? */
export function isUsername(text: string): boolean {
  return form.test(text);
}

/** The nearest username to what a directory calls somebody: letters lose their marks, the rest becomes a dot. */
export function usernameFrom(text: string): string {
  const [local = ''] = text.trim().split('@');
  const plain = normalUsername(local)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._-]+/g, '.')
    .slice(0, 36)
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  return isUsername(plain) ? plain : `${plain || 'person'}-1`;
}
