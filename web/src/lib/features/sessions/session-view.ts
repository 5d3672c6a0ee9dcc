import type {
  SessionFilter,
  SessionKind,
  SessionLifecycle,
  SessionOrder,
  SessionStatus,
} from '$lib/generated/graphql.ts';
import { KINDS, STATUSES } from './words.ts';

/** What the list shows. The address holds it: copied, it gives the same screen. */
export interface SessionsView {
  readonly show: Show;
  readonly search: string;
  readonly apps: readonly string[];
  readonly kinds: readonly SessionKind[];
  readonly statuses: readonly SessionStatus[];
  readonly user: string;
  readonly tags: readonly string[];
  /** `YYYY-MM-DD`, UTC. */
  readonly createdOn: string;
  /** ISO 8601. */
  readonly createdAfter: string;
  /** ISO 8601. */
  readonly createdBefore: string;
  readonly order: SessionOrder;
}

export const SHOWS = ['running', 'ended', 'all'] as const;
export type Show = (typeof SHOWS)[number];

export const RUNNING: readonly SessionLifecycle[] = ['PENDING_APPROVAL', 'ACTIVE', 'ENDING'];

export const WHOLE_VIEW: SessionsView = {
  show: 'running',
  search: '',
  apps: [],
  kinds: [],
  statuses: [],
  user: '',
  tags: [],
  createdOn: '',
  createdAfter: '',
  createdBefore: '',
  order: 'STARTED',
};

const SEARCH_LONGEST = 200;

/** What an address asks for; what makes no sense in it is left out. */
export function parseView(parameters: URLSearchParams): SessionsView {
  const one = (name: string) => parameters.get(name)?.trim() ?? '';
  const all = (name: string) => [...new Set(parameters.getAll(name).filter((value) => value !== ''))];
  const date = (name: string) => (Number.isNaN(Date.parse(one(name))) ? '' : new Date(one(name)).toISOString());
  return {
    show: SHOWS.find((show) => show === one('show')) ?? 'running',
    search: one('search').slice(0, SEARCH_LONGEST),
    apps: all('app'),
    kinds: KINDS.filter((kind) => all('kind').some((value) => isCalled(kind, value))),
    statuses: STATUSES.filter((status) => all('status').some((value) => isCalled(status, value))),
    user: one('user'),
    tags: all('tag'),
    createdOn: /^\d{4}-\d{2}-\d{2}$/.test(one('on')) && date('on') !== '' ? one('on') : '',
    createdAfter: date('after'),
    createdBefore: date('before'),
    order: one('order') === 'attention' ? 'ATTENTION' : 'STARTED',
  };
}

/** What of an address makes no sense, `status=bogus`: it narrows nothing, and whoever reads the list is told so. */
export function unknownParts(parameters: URLSearchParams): readonly string[] {
  const isKnown = (name: string, value: string): boolean => {
    if (value.trim() === '') return true;
    switch (name) {
      case 'show':
        return SHOWS.some((show) => show === value);
      case 'kind':
        return KINDS.some((kind) => isCalled(kind, value));
      case 'status':
        return STATUSES.some((status) => isCalled(status, value));
      case 'order':
        return value === 'attention' || value === 'started';
      case 'on':
        return parseView(new URLSearchParams({ on: value })).createdOn !== '';
      case 'after':
      case 'before':
        return !Number.isNaN(Date.parse(value));
      default:
        return true;
    }
  };
  return [...parameters].flatMap(([name, value]) => (isKnown(name, value) ? [] : [`${name}=${value}`]));
}

function isCalled(name: string, value: string): boolean {
  return name === value.toUpperCase();
}

/** The query part of the address, `?app=reports&status=stale`; empty for the plain view. */
export function formatView(view: SessionsView): string {
  const parameters = new URLSearchParams();
  const add = (name: string, value: string) => value !== '' && parameters.append(name, value);
  if (view.show !== 'running') add('show', view.show);
  add('search', view.search);
  for (const app of view.apps) add('app', app);
  for (const kind of view.kinds) add('kind', kind.toLowerCase());
  for (const status of view.statuses) add('status', status.toLowerCase());
  add('user', view.user);
  for (const tag of view.tags) add('tag', tag);
  add('on', view.createdOn);
  add('after', view.createdAfter);
  add('before', view.createdBefore);
  if (view.order === 'ATTENTION') add('order', 'attention');
  const query = parameters.toString();
  return query === '' ? '' : `?${query}`;
}

/** What the server is asked. Equal views give equal filters, so that equal dashboards share one watch. */
export function filterOf(view: SessionsView): SessionFilter {
  return {
    ...(view.show === 'all' ? {} : { lifecycle: view.show === 'ended' ? ['ENDED'] : [...RUNNING] }),
    ...(view.search === '' ? {} : { search: view.search }),
    ...(view.apps.length === 0 ? {} : { apps: [...view.apps].sort() }),
    ...(view.kinds.length === 0 ? {} : { kinds: [...view.kinds].sort() }),
    ...(view.statuses.length === 0 ? {} : { status: [...view.statuses].sort() }),
    ...(view.user === '' ? {} : { userId: view.user }),
    ...(view.tags.length === 0 ? {} : { tags: [...view.tags].sort() }),
    ...(view.createdOn === '' ? {} : { createdOn: view.createdOn }),
    ...(view.createdAfter === '' ? {} : { createdAfter: view.createdAfter }),
    ...(view.createdBefore === '' ? {} : { createdBefore: view.createdBefore }),
  };
}

/** Whether anything narrows the list, so that clearing it could show more. */
export function isNarrowed(view: SessionsView): boolean {
  return formatView({ ...view, show: 'running', order: 'STARTED' }) !== '';
}

/** How many of the filters that are rarely needed are set. */
export function countMore({ kinds, user, tags, createdOn, createdAfter, createdBefore }: SessionsView): number {
  return [kinds.join(), user, tags.join(), createdOn, createdAfter, createdBefore].filter((value) => value !== '')
    .length;
}

/** The same scope and order with nothing that narrows it. */
export function cleared(view: SessionsView): SessionsView {
  return { ...WHOLE_VIEW, show: view.show, order: view.order };
}
