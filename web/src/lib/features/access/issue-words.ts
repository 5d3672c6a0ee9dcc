import type { Issue } from '$lib/api/outcome.ts';

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

/** `apps.3` is a problem of `apps`. */
function fieldOf(path: string): string {
  return path.replace(/\..*$/, '');
}

function sentence(words: string): string {
  const trimmed = words.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
