import { beforeEach, expect, it } from 'vitest';
import { Line } from './line.svelte.ts';

let nowMs = 0;
let line: Line;

beforeEach(() => {
  nowMs = 1_000;
  line = new Line(() => nowMs);
});

const listener = () => line.listener(() => undefined);

it('catches up until everything watched is live', () => {
  const [list, detail] = [listener(), listener()];
  expect(line.state).toBe('catching-up');
  list.behind();
  list.live();
  expect(line.state).toBe('live');
  detail.behind();
  expect(line.state).toBe('catching-up');
  detail.closed();
  expect(line.state).toBe('live');
});

it('is offline from the moment the line is gone until it is up and everything is live again', () => {
  const list = listener();
  list.live();
  line.down();
  expect(line.state).toBe('offline');
  line.up();
  expect(line.state).toBe('catching-up');
  list.live();
  expect(line.state).toBe('live');
});

it('knows how old what is shown is: since it last heard while everything was live', () => {
  const list = listener();
  expect(line.seenAtMs).toBeUndefined();
  list.live();
  nowMs = 5_000;
  line.heard();
  expect(line.seenAtMs).toBe(5_000);
  line.down();
  nowMs = 9_000;
  line.heard();
  expect(line.seenAtMs).toBe(5_000);
});

it('is offline when a reading is not answered', () => {
  const list = listener();
  list.behind();
  list.unreachable();
  expect(line.state).toBe('offline');
});

it('shows what was last known, at the time it was, from the loss until everything is live again', () => {
  const [list, detail] = [listener(), listener()];
  list.live();
  detail.live();
  nowMs = 5_000;
  line.heard();
  line.down();
  expect([line.isLost, line.shownAtMs(9_000)]).toEqual([true, 5_000]);
  line.up();
  nowMs = 9_500;
  list.live();
  expect(line.isLost).toBe(true);
  detail.live();
  expect([line.isLost, line.shownAtMs(9_600)]).toEqual([false, 9_600]);
});

it('does not take one more thing to read for a loss', () => {
  listener().live();
  listener().behind();
  expect([line.state, line.isLost]).toEqual(['catching-up', false]);
});
