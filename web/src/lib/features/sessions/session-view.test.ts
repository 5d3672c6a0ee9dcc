import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  WHOLE_VIEW,
  type SessionsView,
  cleared,
  filterOf,
  formatView,
  isNarrowed,
  parseView,
  unknownParts,
} from './session-view.ts';
import { KINDS, STATUSES } from './words.ts';

const parse = (query: string) => parseView(new URLSearchParams(query));

describe('the address', () => {
  it('is bare for what is running', () => {
    expect(formatView(WHOLE_VIEW)).toBe('');
    expect(parse('')).toEqual(WHOLE_VIEW);
  });

  it('gives the same view again', () => {
    const word = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text);
    const date = fc.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') });
    const view: fc.Arbitrary<SessionsView> = fc.record({
      show: fc.constantFrom('running', 'ended', 'all'),
      search: fc.oneof(fc.constant(''), word),
      apps: fc.uniqueArray(word, { maxLength: 3 }),
      kinds: fc.subarray([...KINDS]),
      statuses: fc.subarray([...STATUSES]),
      user: fc.oneof(fc.constant(''), word),
      tags: fc.uniqueArray(word, { maxLength: 3 }),
      createdOn: fc.oneof(
        fc.constant(''),
        date.map((day) => day.toISOString().slice(0, 10)),
      ),
      createdAfter: fc.oneof(
        fc.constant(''),
        date.map((time) => time.toISOString()),
      ),
      createdBefore: fc.oneof(
        fc.constant(''),
        date.map((time) => time.toISOString()),
      ),
      order: fc.constantFrom('STARTED', 'ATTENTION'),
    });
    fc.assert(
      fc.property(view, (one) => {
        expect(parse(formatView(one))).toEqual(one);
      }),
    );
  });

  it('leaves out what makes no sense', () => {
    expect(parse('show=never&kind=boat&status=odd&on=yesterday&after=x&order=up&app=')).toEqual(WHOLE_VIEW);
    expect(parse('on=2026-13-45')).toEqual(WHOLE_VIEW);
  });
});

describe('the filter', () => {
  it('asks for what has not ended, unless the view says otherwise', () => {
    expect(filterOf(WHOLE_VIEW)).toEqual({ lifecycle: ['PENDING_APPROVAL', 'ACTIVE', 'ENDING'] });
    expect(filterOf(parse('show=ended'))).toEqual({ lifecycle: ['ENDED'] });
    expect(filterOf(parse('show=all'))).toEqual({});
  });

  it('names only what narrows it', () => {
    expect(filterOf(parse('show=all&app=b&app=a&status=stale&user=ada&tag=eu&search=x&on=2026-11-20'))).toEqual({
      apps: ['a', 'b'],
      status: ['STALE'],
      userId: 'ada',
      tags: ['eu'],
      search: 'x',
      createdOn: '2026-11-20',
    });
  });
});

it('knows whether clearing the filters would show more', () => {
  expect(isNarrowed(parse('show=ended&order=attention'))).toBe(false);
  expect(isNarrowed(parse('tag=eu'))).toBe(true);
  expect(cleared(parse('show=all&tag=eu&order=attention'))).toEqual(parse('show=all&order=attention'));
});

it('tells what of an address makes no sense', () => {
  const unknown = (query: string) => unknownParts(new URLSearchParams(query));
  expect(unknown('status=BOGUS&status=stale&kind=robot&show=none&on=2026-02-31x&after=soon&order=random')).toEqual([
    'status=BOGUS',
    'kind=robot',
    'show=none',
    'on=2026-02-31x',
    'after=soon',
    'order=random',
  ]);
  expect(unknown('status=RUNNING&kind=app&app=any&search=x&order=attention&show=all&utm=1')).toEqual([]);
});

it('reads a status in whatever case it is written', () => {
  expect(parseView(new URLSearchParams('status=RUNNING&status=Stale')).statuses).toEqual(['RUNNING', 'STALE']);
});
