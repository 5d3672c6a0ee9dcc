import { expect, it } from 'vitest';
import { HandTiming } from '$lib/api/timing.testing.ts';
import { PlainText } from './plain-text.svelte.ts';

it('follows what is drawn, once a frame, and only while it is shown', () => {
  const timing = new HandTiming();
  const plain = new PlainText(timing);
  let drawn = '1';
  const read = () => drawn;
  plain.grow(read);
  expect([plain.text, timing.frames.length]).toEqual([undefined, 0]);

  plain.show(read);
  expect(plain.text).toBe('1');
  for (const next of ['1\n2', '1\n2\n3']) {
    drawn = next;
    plain.grow(read);
  }
  expect(timing.frames.length).toBe(1);
  timing.paint();
  expect(plain.text).toBe('1\n2\n3');

  plain.grow(read);
  plain.hide();
  timing.paint();
  expect(plain.text).toBeUndefined();
});
