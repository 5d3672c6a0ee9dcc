import { type JsonObject, isJsonObject } from './json.ts';

/** Applies a JSON merge patch (RFC 7396): null removes a field, objects merge, everything else replaces. */
export function applyPatch(target: JsonObject, patch: JsonObject): Record<string, unknown> {
  const result = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const before = result.get(name);
    if (value === null) result.delete(name);
    else result.set(name, isJsonObject(value) ? applyPatch(isJsonObject(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(result);
}

/**
 * One patch that does what two do, one after the other; undefined where none can: a field replaced first and then
 * patched as an object would be merged into what the replacing removed.
 */
export function joinPatches(earlier: JsonObject, later: JsonObject): Record<string, unknown> | undefined {
  const result: Record<string, unknown> = { ...earlier };
  for (const [name, value] of Object.entries(later)) {
    const before = result[name];
    if (!isJsonObject(value) || before === undefined) {
      result[name] = value;
      continue;
    }
    const joined = isJsonObject(before) ? joinPatches(before, value) : undefined;
    if (joined === undefined) return undefined;
    result[name] = joined;
  }
  return result;
}
