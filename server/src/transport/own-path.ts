import { limits } from './limits.ts';

/**
 * An address of our own that somebody asked to be led to; the dashboard's first page where it is none. Browsers read
 * `//host`, `/\host` and `/<tab>/host` as another site.
 */
export function toOwnPath(wanted: string | null): string {
  const base = 'http://rollcall.invalid';
  if (wanted === null || !isOwnPath(wanted) || !URL.canParse(wanted, base)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, base);
  // Written anew it holds nothing that a header may not; but `/.//host` becomes `//host`.
  const path = pathname + search + hash;
  return origin === base && isOwnPath(path) ? path : '/';
}

function isOwnPath(path: string): boolean {
  return path.length <= limits.ownPathCharacters && /^\/(?!\/)[^\\\p{Cc}\p{Z}]*$/u.test(path);
}
