import type { Connection } from './connection.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** A subscription as an iterator, opened with its first `next()`. */
export function iterate<Result, Variables extends Record<string, unknown>>(
  connection: Connection,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): AsyncIterableIterator<Result> {
  const received: Result[] = [];
  let end: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  let stop: (() => void) | undefined;
  let opening: Promise<void> | undefined;

  function finish(how: { readonly error?: unknown }): void {
    end ??= how;
    wake();
  }

  async function open(): Promise<void> {
    try {
      await connection.whenUp();
      if (end !== undefined) return;
      stop = connection.subscribe(document, variables, {
        next: (result) => {
          received.push(result);
          wake();
        },
        failed: (error) => finish({ error }),
        completed: () => finish({}),
      });
    } catch (error) {
      finish({ error });
    }
  }

  return {
    async next() {
      await (opening ??= open());
      while (received.length === 0 && end === undefined) await new Promise<void>((resolve) => (wake = resolve));
      const value = received.shift();
      if (value !== undefined) return { done: false, value };
      if (end !== undefined && 'error' in end) {
        const { error } = end;
        end = {};
        throw error;
      }
      return { done: true, value: undefined };
    },
    async return() {
      received.length = 0;
      end = {};
      stop?.();
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
