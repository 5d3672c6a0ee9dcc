import type { Issue } from '$lib/api/outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a form was told, and what its fields held then. */
export interface Told {
  readonly issues: readonly Issue[];
  readonly fields: Fields;
}

export const TOLD_NOTHING: Told = { issues: [], fields: {} };

/** The problems that still are: one is gone as soon as its field holds something else. */
export function standingIssues({ issues, fields }: Told, now: Fields): readonly Issue[] {
  return issues.filter(({ path }) => held(fields, path) === held(now, path));
}

/** What is wrong with a field of a form, as a sentence; undefined where nothing is. */
export function issueOf(issues: readonly Issue[], field: string): string | undefined {
  const issue = issues.find(({ path }) => fieldOf(path) === field);
  return issue && sentence(issue.message);
}

/** What is left to say below the form: the whole refusal, unless its every problem stands at a field. */
export function restOf(
  { message, issues }: { readonly message: string; readonly issues: readonly Issue[] },
  fields: readonly string[],
): string | undefined {
  if (issues.length === 0) return message;
  const rest = issues.filter(({ path }) => !fields.includes(fieldOf(path)));
  return rest.length === 0 ? undefined : rest.map(({ path, message: words }) => sentence(`${path} ${words}`)).join(' ');
}

function held(fields: Fields, path: string): string {
  return JSON.stringify([fields[fieldOf(path)]]);
}

/** `apps.3` is a problem of `apps`. */
function fieldOf(path: string): string {
  return path.replace(/\..*$/, '');
}

function sentence(words: string): string {
  const trimmed = words.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
