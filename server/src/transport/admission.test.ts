import { beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../kernel/clock.testing.ts';
import { Admission } from './admission.ts';
import { limits } from './limits.ts';
import { bootstrapToken } from './access.testing.ts';
import { openSocket, startTransport } from './transport.testing.ts';

const perTurn = limits.handshakesPerTurn;
let clock: ManualClock;
let turns: (() => void)[];
let admission: Admission;
let told: string[];

beforeEach(() => {
  clock = createManualClock();
  turns = [];
  told = [];
  admission = new Admission({ clock, nextTurn: (run) => void turns.push(run) });
});

function come(name: string | number, isGone = () => false): void {
  admission.ask({
    enter: () => told.push(`${name} enters`),
    refuse: () => told.push(`${name} is refused`),
    isGone,
  });
}

/** What they were told since the last time. */
const heard = (): string[] => told.splice(0);
const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
const entering = (from: number, count: number): string[] => numbers(from, count).map((number) => `${number} enters`);

function turn(): string[] {
  for (const run of turns.splice(0)) run();
  return heard();
}

test('lets a few in at once, and asks for no turn when nobody comes', () => {
  come('one');
  expect(heard()).toEqual(['one enters']);
  expect(turn()).toEqual([]);
  expect(turns).toEqual([]);
  come('another');
  expect(heard()).toEqual(['another enters']);
});

test('lets so many in a turn, in the order in which they came', () => {
  for (const number of numbers(0, 2 * perTurn + 1)) come(number);
  expect(heard()).toEqual(entering(0, perTurn));
  come('late');
  expect(turn()).toEqual(entering(perTurn, perTurn));
  come('later');
  expect(turn()).toEqual([`${2 * perTurn} enters`, 'late enters', 'later enters']);
  expect(turn()).toEqual([]);
  expect(turns).toEqual([]);
});

test('passes over those who have left, and does not count them', () => {
  let areGone = false;
  for (const number of numbers(0, perTurn)) come(number);
  for (const number of numbers(0, 1_000)) come(`patient for a while ${number}`, () => areGone);
  come('patient');
  areGone = true;
  heard();
  expect(turn()).toEqual(['patient enters']);
});

test('refuses those who have waited for longer than they may', () => {
  for (const number of numbers(0, perTurn)) come(number);
  come('early');
  clock.advance(limits.admissionMs);
  come('late');
  clock.advance(1);
  heard();
  expect(turn()).toEqual(['early is refused', 'late enters']);
});

test('refuses whoever waits and whoever comes once it is closed', () => {
  for (const number of numbers(0, perTurn)) come(number);
  come('waiting');
  heard();
  admission.close();
  come('coming');
  expect(heard()).toEqual(['waiting is refused', 'coming is refused']);
  expect(turn()).toEqual([]);
});

test('a thousand who come at once are all let in', async () => {
  const started = await startTransport();
  const sockets = await Promise.all(numbers(0, 1_000).map(() => openSocket(started)));
  for (const socket of sockets) {
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${bootstrapToken}` } });
  }
  for (const socket of sockets) await socket.message('connection_ack');
  expect(started.connections).toHaveLength(1_000);
});
