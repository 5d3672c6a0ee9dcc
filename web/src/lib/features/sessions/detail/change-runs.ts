import type { Change } from './changes.ts';

/** What was done, or a run of an app's own steps, newest first, that is told in one line. */
export type ChangeLine =
  | { readonly kind: 'ONE'; readonly change: Change }
  | { readonly kind: 'RUN'; readonly id: string; readonly changes: readonly Change[] };

/** Fewer are told one by one. */
const RUN_FROM = 3;

/** Folds what an app did over and over, so that what people did is not lost among it. */
export function changeLines(changes: readonly Change[]): readonly ChangeLine[] {
  const lines: ChangeLine[] = [];
  let at = 0;
  for (let first = changes[at]; first !== undefined; first = changes[at]) {
    let end = at + 1;
    for (let next = changes[end]; next !== undefined && isSameRun(first, next); next = changes[end]) end += 1;
    const run = changes.slice(at, end);
    // By its first one, which stays while newer ones join.
    if (run.length >= RUN_FROM) lines.push({ kind: 'RUN', id: run.at(-1)?.id ?? first.id, changes: run });
    else for (const change of run) lines.push({ kind: 'ONE', change });
    at = end;
  }
  return lines;
}

/** `started and finished 12 tasks`, `started 4 tasks, finished 3, changed it twice`. */
export function runWords(changes: readonly Change[]): string {
  const count = (action: Change['action']) => changes.filter((change) => change.action === action).length;
  const [started, finished, changed] = [count('TASK_STARTED'), count('TASK_FINISHED'), count('SESSION_UPDATED')];
  const tasks = (number: number) => (number === 1 ? 'a task' : `${number} tasks`);
  const parts =
    started > 0 && started === finished
      ? [`started and finished ${tasks(started)}`]
      : [
          started > 0 ? `started ${tasks(started)}` : '',
          finished === 0 ? '' : `finished ${started > 0 ? (finished === 1 ? 'one' : finished) : tasks(finished)}`,
        ];
  if (changed > 0) parts.push(changed === 1 ? 'changed it' : `changed it ${changed} times`);
  return parts.filter((part) => part !== '').join(', ');
}

function isSameRun(left: Change, right: Change): boolean {
  return isStep(left) && isStep(right) && left.actor.id === right.actor.id && left.actor.name === right.actor.name;
}

/** Something an app does all the time; what it says in words of its own is told. */
function isStep({ action, actor, note }: Change): boolean {
  const isOften = action === 'TASK_STARTED' || action === 'TASK_FINISHED' || action === 'SESSION_UPDATED';
  return isOften && (actor.kind === 'KEY' || actor.kind === 'SESSION_TOKEN') && (note === null || note === '');
}
