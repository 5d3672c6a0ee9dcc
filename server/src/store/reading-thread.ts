import { parentPort, workerData } from 'node:worker_threads';
import type { ApprovalPage, ApprovalReader } from '../modules/approvals/index.ts';
import type { SessionPage, SessionReader } from '../modules/sessions/index.ts';
import { createApprovalReader } from './approval-reader.ts';
import { createSessionReader } from './session-reader.ts';
import { openReader } from './sqlite/database.ts';

/** What is asked of the thread. */
export type Question =
  | { readonly kind: 'PAGE'; readonly query: Parameters<SessionReader['list']>[0] }
  | { readonly kind: 'COUNTS'; readonly of: Readonly<Parameters<SessionReader['counts']>> }
  | { readonly kind: 'APPROVALS'; readonly query: Parameters<ApprovalReader['list']>[0] };

export type Answer<Asked extends Question> = Asked extends { readonly kind: 'PAGE' }
  ? SessionPage
  : Asked extends { readonly kind: 'APPROVALS' }
    ? ApprovalPage
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
  const connection = openReader(workerData.rollcallDatabase);
  const { db } = connection;
  const reader = createSessionReader(connection);
  const approvals = createApprovalReader(db);
  const answer = (asked: Question): Promise<Answer<Question>> => {
    switch (asked.kind) {
      case 'PAGE':
        return reader.list(asked.query);
      case 'COUNTS':
        return reader.counts(...asked.of);
      case 'APPROVALS':
        return approvals.list(asked.query);
    }
  };
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
