import type { Answer } from '../../harness/api.ts';

/**
 * What became of a question, in one word:
 * `401` not let in · `no` FORBIDDEN · `none` as if there were no such thing · `null` · `[]` · `0` · `true` · `false` ·
 * `yes` any other value · `-` an answer that has no such member · an error's own code where it is none of these.
 */
export type Outcome = string;

/**
 * @param at the path to the object whose field was asked; the field itself is called `asked`
 * @param options `listed` is the id of the one that is meant in the first list on the way, `member` that of a union
 */
export function outcomeOf(
  { status, data, errors }: Answer<Record<string, unknown>>,
  at: readonly string[],
  { listed, member }: { readonly listed?: string | undefined; readonly member?: string | undefined },
): Outcome {
  const [error] = errors ?? [];
  if (status === 401) return '401';
  if (error) return wordFor(error.extensions?.code ?? error.message);
  let value: unknown = data;
  let sought = listed;
  for (const step of [...at, 'asked']) {
    if (Array.isArray(value)) {
      const id = sought;
      sought = undefined;
      value = id === undefined ? value[0] : value.find((item) => idOf(item) === id);
    }
    if (!isObject(value)) return 'none';
    const { __typename: typename, code } = value;
    if (member !== undefined && typeof typename === 'string' && typename !== member) {
      return typename.endsWith('Error') ? wordFor(String(code)) : '-';
    }
    value = value[step];
  }
  return outcomeOfValue(value);
}

function outcomeOfValue(value: unknown): Outcome {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : outcomeOfValue(value[0]);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' || value === 0) return String(value);
  // What a heartbeat says of a session the caller may not know of.
  if (value === 'UNKNOWN') return 'none';
  if (isObject(value) && String(value['__typename']).endsWith('Error') && 'code' in value) {
    return wordFor(String(value['code']));
  }
  return 'yes';
}

function wordFor(code: string): Outcome {
  if (code === 'FORBIDDEN') return 'no';
  if (code === 'UNAUTHENTICATED') return '401';
  return code.endsWith('_NOT_FOUND') ? 'none' : code;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const idOf = (item: unknown) => (isObject(item) ? item['id'] : undefined);
