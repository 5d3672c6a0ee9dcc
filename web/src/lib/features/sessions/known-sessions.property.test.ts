import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionOrder } from '$lib/generated/graphql.ts';
import { KnownSessions, type SessionPage, changesOf } from './known-sessions.ts';
import { type SessionRow, compareKeys, isActionable, orderKey } from './session-row.ts';
import { sessionRow } from './session-row.testing.ts';

const PAGE = 3;

/** What the server keeps, and answers from: rows with the revision of their last change. */
class Registry {
  readonly #rows = new Map<
    number,
    { readonly row: SessionRow; readonly revision: number; readonly matches: boolean }
  >();
  revision = 0;

  put(number: number, changes: Partial<SessionRow>, matches: boolean): void {
    this.revision += 1;
    this.#rows.set(number, { row: sessionRow(number, changes), revision: this.revision, matches });
  }

  find(id: string): SessionRow | undefined {
    return [...this.#rows.values()].find(({ row }) => row.id === id)?.row;
  }

  matching(order: SessionOrder): { readonly pinned: readonly SessionRow[]; readonly rows: readonly SessionRow[] } {
    const rows = [...this.#rows.values()].filter(({ matches }) => matches).map(({ row }) => row);
    const sorted = (by: SessionOrder) => (left: SessionRow, right: SessionRow) =>
      compareKeys(orderKey(left, by), orderKey(right, by));
    return {
      pinned: rows.filter(({ pinned }) => pinned).sort(sorted('STARTED')),
      rows: rows.filter(({ pinned }) => !pinned).sort(sorted(order)),
    };
  }

  /** The cursor is a place, as the server's are: the row it came from may move or go. */
  page(order: SessionOrder, after?: string): SessionPage {
    const from = after === undefined ? undefined : (JSON.parse(after) as ReturnType<typeof orderKey>);
    const rest = this.matching(order).rows.filter(
      (row) => from === undefined || compareKeys(orderKey(row, order), from) > 0,
    );
    const rows = rest.slice(0, PAGE);
    const last = rows.at(-1);
    return { rows, cursor: rest.length > PAGE && last ? JSON.stringify(orderKey(last, order)) : undefined };
  }

  changesAfter(revision: number) {
    const changed = [...this.#rows.values()].filter((entry) => entry.revision > revision);
    return {
      revision: this.revision,
      upserted: changed.filter(({ matches }) => matches).map(({ row }) => row),
      removed: changed.filter(({ matches }) => !matches).map(({ row }) => row.id),
    };
  }
}

const sometimes = (oneIn: number) => fc.integer({ min: 1, max: oneIn }).map((number) => number === 1);
const change = fc.record({
  kind: fc.constant('change' as const),
  number: fc.integer({ min: 0, max: 14 }),
  pinned: sometimes(8),
  rank: fc.integer({ min: 0, max: 3 }),
  matches: fc.boolean(),
  name: fc.string({ maxLength: 3 }),
});
/** The server writes a message or a page; the client gets what was written, or its page, or asks for a page. */
const kinds = ['tell', 'hear', 'tell', 'hear', 'ask', 'answer', 'read', 'renew', 'expire'] as const;
const step = fc.oneof(
  change,
  fc.constantFrom(...kinds).map((kind) => ({ kind })),
);

/** At any moment: in order, each once, and nothing from beyond what is loaded. */
function expectWellFormed(known: KnownSessions, order: SessionOrder, reach: SessionRow | undefined): void {
  const [rows, pinned] = [[...known.rows], [...known.pinned]];
  const keys = rows.map((row) => orderKey(row, order));
  keys.forEach((key, at) => {
    const before = keys[at - 1];
    if (before !== undefined) expect(compareKeys(before, key)).toBeLessThan(0);
    if (reach !== undefined) expect(compareKeys(key, orderKey(reach, order))).toBeLessThanOrEqual(0);
  });
  const shown = [...pinned, ...rows];
  expect(new Set(shown.map(({ id }) => id)).size).toBe(known.length);
  expect(shown.map(({ id }) => known.indexOf(id))).toEqual(shown.map((_, index) => index));
  expect(shown.map((_, index) => known.at(index))).toEqual(shown);
  expect(known.tally.actionable).toBe(shown.filter(isActionable).length);
}

it('ends in the state the server has, whatever arrives when', () => {
  fc.assert(
    fc.property(
      fc.array(
        change.map((first) => ({ ...first, matches: true })),
        { minLength: 6, maxLength: 15 },
      ),
      fc.array(step, { size: 'large', maxLength: 60 }),
      fc.constantFrom<SessionOrder>('STARTED', 'ATTENTION'),
      fc.boolean(),
      (before, steps, order, keeps) => {
        const registry = new Registry();
        const put = ({ number, pinned, rank, matches, name }: (typeof before)[number]) =>
          registry.put(number, { pinned, attentionRank: rank, name }, matches);
        before.forEach(put);

        const first = registry.page(order);
        const known = new KnownSessions(order, registry.matching(order).pinned, first);
        let reach = first.cursor === undefined ? undefined : first.rows.at(-1);
        let toldRevision = registry.revision;
        let messages: ReturnType<Registry['changesAfter']>[] = [];
        let answer: SessionPage | undefined;

        const tell = () => {
          const message = registry.changesAfter(toldRevision);
          toldRevision = message.revision;
          messages.push(message);
        };
        const hear = (count: number) => {
          const heard = messages.slice(0, count);
          messages = messages.slice(count);
          known.changesArrived(changesOf(heard), () => keeps, 0);
        };
        const read = () => {
          if (answer !== undefined) {
            known.pageArrived(answer);
            reach = answer.cursor === undefined ? undefined : answer.rows.at(-1);
          }
          answer = undefined;
        };
        const ask = () => {
          if (known.cursor !== undefined && !known.isPageAsked) known.pageAsked();
        };
        const answerPage = () => {
          if (known.isPageAsked && answer === undefined) answer = registry.page(order, known.cursor);
        };

        /** A newer word on rows that left, read by their ids. */
        const renew = () => {
          const departed = [...known.departed.keys()].map((id) => registry.find(id));
          known.valuesArrived(departed.filter((row) => row !== undefined));
        };

        for (const taken of steps) {
          if (taken.kind === 'change') put(taken);
          else if (taken.kind === 'tell') tell();
          else if (taken.kind === 'hear') hear(2);
          else if (taken.kind === 'answer') answerPage();
          else if (taken.kind === 'read') read();
          else if (taken.kind === 'ask') ask();
          else if (taken.kind === 'renew') renew();
          else known.departedLeft(() => false);
          expectWellFormed(known, order, reach);
        }

        // Then everything under way arrives, and one scrolls to the end.
        tell();
        hear(messages.length);
        for (;;) {
          ask();
          if (!known.isPageAsked) break;
          answerPage();
          read();
        }
        known.departedLeft(() => false);
        const { pinned, rows } = registry.matching(order);
        expect([...known.pinned]).toEqual(pinned);
        expect([...known.rows]).toEqual(rows);
        expect(known.length).toBe(pinned.length + rows.length);
        expect(known.departed.size).toBe(0);
      },
    ),
    { numRuns: 400 },
  );
});
