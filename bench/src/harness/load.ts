import { Caller } from './calls.ts';
import { Child, programPath } from './children.ts';

/** Starts one of `load/` in a process of its own. */
export function startLoad<Api>(name: string): Caller<Api> & { readonly child: Child } {
  const child = new Child(programPath(`load/${name}`), { nodeOptions: ['--max-semi-space-size=64'] });
  child.process.stderr?.pipe(process.stderr);
  return Object.assign(new Caller<Api>(child.process), { child });
}
