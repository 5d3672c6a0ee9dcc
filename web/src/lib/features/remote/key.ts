/** A key by which a repeat is known as one. `crypto.randomUUID` is missing over plain http; this is not. */
export function createKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
