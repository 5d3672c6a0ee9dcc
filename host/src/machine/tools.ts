import { findOnPath } from './executable.ts';

/** The programs of the system that start commands, by their absolute paths. */
export interface Tools {
  /** bubblewrap; undefined where it is not installed. */
  readonly bwrap: string | undefined;
  readonly prlimit: string;
  readonly setpriv: string;
  readonly sh: string;
  readonly cat: string;
  readonly env: string;
  readonly true: string;
}

export function findTools(path: string): Tools | { readonly missing: readonly string[] } {
  const [prlimit, setpriv, sh, cat, env, isTrue] = ['prlimit', 'setpriv', 'sh', 'cat', 'env', 'true'].map((name) =>
    findOnPath(name, path),
  );
  if (prlimit && setpriv && sh && cat && env && isTrue) {
    return { bwrap: findOnPath('bwrap', path), prlimit, setpriv, sh, cat, env, true: isTrue };
  }
  const found = { prlimit, setpriv, sh, cat, env, true: isTrue };
  return { missing: Object.entries(found).flatMap(([name, at]) => (at === undefined ? [name] : [])) };
}
