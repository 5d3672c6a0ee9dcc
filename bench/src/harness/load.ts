import { Caller } from './calls.ts';
import { Child, programPath, sourcePath } from './children.ts';

export type Load<Api> = Caller<Api> & { readonly child: Child };

/** Starts one of `load/` in a process of its own. */
export function startLoad<Api>(name: string): Load<Api> {
  return start(programPath(`load/${name}`), []);
}

/** Starts one of `load/` that runs code of the server, whose own build holds nothing apart. */
export function startLoadFromSources<Api>(name: string): Load<Api> {
  return start(sourcePath(`load/${name}`), ['--import', import.meta.resolve('tsx')]);
}

function start<Api>(program: string, nodeOptions: readonly string[]): Load<Api> {
  const child = new Child(program, { nodeOptions: ['--max-semi-space-size=64', ...nodeOptions] });
  child.process.stderr?.pipe(process.stderr);
  return Object.assign(new Caller<Api>(child.process), { child });
}
