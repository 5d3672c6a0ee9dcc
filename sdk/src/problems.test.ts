import { expect, test } from 'vitest';
import type { ConnectionListener } from './connection.ts';
import { ClientClosedError, ConnectionLostError, ForbiddenError, type RollcallError } from './errors.ts';
import { createProblemReport } from './problems.ts';

function createReport() {
  const reported: RollcallError[] = [];
  const listeners: ConnectionListener[] = [];
  const connection = {
    listen(listener: ConnectionListener) {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const report = createProblemReport(connection, (error) => reported.push(error));
  const [listener] = listeners;
  if (listener === undefined) throw new Error('it does not listen');
  return { report, reported, ...listener };
}

test('reports an outage once, and the next one again', () => {
  const { reported, up, down } = createReport();
  const losses = [1, 2, 3, 4].map((number) => new ConnectionLostError(String(number)));
  const [first, second, third, fourth] = losses;
  for (const loss of [first, second, third]) if (loss !== undefined) down(loss);
  up();
  if (fourth !== undefined) down(fourth);
  expect(reported).toEqual([first, fourth]);
});

test('reports every other problem, and not that the host closed the client', () => {
  const { report, reported, down } = createReport();
  const refused = new ForbiddenError('No');
  report(refused);
  report(refused);
  down(new ClientClosedError('Closed'));
  expect(reported).toEqual([refused, refused]);
});

test('is silent without a listener', () => {
  const report = createProblemReport({ listen: () => () => undefined }, undefined);
  expect(() => report(new ForbiddenError('No'))).not.toThrow();
});
