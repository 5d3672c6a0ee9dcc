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
