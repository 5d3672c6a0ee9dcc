import { parentPort, workerData } from 'node:worker_threads';
import type { SessionPage, SessionReader } from '../modules/sessions/index.ts';
import { createSessionReader } from './session-reader.ts';
import { openReader } from './sqlite/database.ts';

/** What is asked of the thread. */
export type Question =
  | { readonly kind: 'PAGE'; readonly query: Parameters<SessionReader['list']>[0] }
  | { readonly kind: 'COUNTS'; readonly of: Readonly<Parameters<SessionReader['counts']>> };

export type Answer<Asked extends Question> = Asked extends { readonly kind: 'PAGE' }
  ? SessionPage
  : Awaited<ReturnType<SessionReader['counts']>>;

/** What it sends back, for each question once. */
export interface Reply {
  readonly answer?: Answer<Question>;
  /** What went wrong. */
  readonly problem?: string;
}

// The thread's own side: it runs where this file is what a worker was started with.
const port = parentPort;
if (port !== null && isDatabase(workerData)) {
  const { db } = openReader(workerData.rollcallDatabase);
  const reader = createSessionReader(db);
  const answer = (asked: Question): Promise<Answer<Question>> =>
    asked.kind === 'PAGE' ? reader.list(asked.query) : reader.counts(...asked.of);
  port.on('message', (asked: Question | 'CLOSE') => {
    if (asked === 'CLOSE') {
      void db.destroy().then(() => port.close());
      return;
    }
    answer(asked).then(
      (given) => port.postMessage({ answer: given } satisfies Reply),
      (error: unknown) => port.postMessage({ problem: String(error) } satisfies Reply),
    );
  });
}

function isDatabase(data: unknown): data is { readonly rollcallDatabase: string } {
  return typeof data === 'object' && data !== null && 'rollcallDatabase' in data;
}
