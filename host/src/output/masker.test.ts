import { describe, expect, test } from 'vitest';
import { Masker, maskNames } from './masker.ts';

/** What leaves when `text` comes in pieces of `size` bytes. */
function mask(text: string, secrets: readonly string[], size: number): string {
  const masker = new Masker(secrets.map((secret) => Buffer.from(secret)));
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(masker.write(bytes.subarray(at, at + size)));
  return Buffer.concat([...parts, masker.flush()]).toString();
}

describe('the masker', () => {
  test.each([
    ['a secret', 'before hunter2x after', ['hunter2x'], 'before [secret] after'],
    ['a secret at both ends', 'hunter2x, hunter2x', ['hunter2x'], '[secret], [secret]'],
    ['no more than the secret', 'hunter2 hunter2y', ['hunter2x'], 'hunter2 hunter2y'],
    ['the beginning of a secret at the end', 'see hunt', ['hunter2x'], 'see hunt'],
    ['a secret after its own beginning', 'huntehunter2x', ['hunter2x'], 'hunte[secret]'],
    ['the longer of two', 'key=abcdefgh.', ['abcdef', 'abcdefgh'], 'key=[secret].'],
    ['all of two that overlap', '<abcdefghij>', ['abcdefg', 'defghij'], '<[secret]>'],
    ['the shorter when the longer does not come', '<abcdefgX>', ['abcdef', 'abcdefghi'], '<[secret]gX>'],
    ['a secret that repeats itself', '<aaaaaaaaaaaaaaa>', ['aaaaaa'], '<[secret]>'],
    ['letters of many bytes', '»schlüssel«', ['schlüssel'], '»[secret]«'],
  ])('masks %s, however the output is cut', (_what, text, secrets, expected) => {
    for (let size = 1; size <= Buffer.byteLength(text); size += 1) {
      expect(mask(text, secrets, size), `in pieces of ${size}`).toBe(expected);
    }
  });

  test('holds back nothing but what may be the beginning of a secret', () => {
    const masker = new Masker([Buffer.from('hunter2x')]);
    expect(masker.write(Buffer.from('a prompt> ')).toString()).toBe('a prompt> ');
    expect(masker.write(Buffer.from('hunt')).toString()).toBe('');
    expect(masker.write(Buffer.from('ing')).toString()).toBe('hunting');
  });

  test('does not keep what repeats itself without end', () => {
    const masker = new Masker([Buffer.from('aaaaaa')]);
    let leftBytes = 0;
    for (let round = 0; round < 100; round += 1) leftBytes += masker.write(Buffer.alloc(10_000, 'a')).length;
    expect(leftBytes).toBe('[secret]'.length);
    expect(masker.flush().length).toBe(0);
  });

  test('leaves bytes that are no text as they are', () => {
    const bytes = Buffer.from(Array.from({ length: 1_024 }, (_, index) => index % 256));
    const masker = new Masker([Buffer.from('hunter2x')]);
    expect(Buffer.concat([masker.write(bytes), masker.flush()]).equals(bytes)).toBe(true);
  });
});

test('the name of a process keeps no part of a secret, wherever it is cut', () => {
  const secret = 'hunter2x'.repeat(8_192);
  const names = Array.from({ length: 230 }, (_, length) => `pid 1 ${'-'.repeat(length)}${secret}`);
  for (const name of maskNames(names, [Buffer.from(secret)])) expect(name).not.toContain('hunter');
});
