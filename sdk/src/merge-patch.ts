type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a JSON merge patch (RFC 7396): null removes a field, objects merge, everything else replaces. */
export function applyPatch(target: JsonObject, patch: JsonObject): Record<string, unknown> {
  const result: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const before = result[name];
    if (value === null) delete result[name];
    else result[name] = isObject(value) ? applyPatch(isObject(before) ? before : {}, value) : value;
  }
  return result;
}

/**
 * One patch that does what two do, one after the other; undefined where none can: a field replaced first and then
 * patched as an object would be merged into what the replacing removed.
 */
export function joinPatches(earlier: JsonObject, later: JsonObject): Record<string, unknown> | undefined {
  const result: Record<string, unknown> = { ...earlier };
  for (const [name, value] of Object.entries(later)) {
    const before = result[name];
    if (!isObject(value) || before === undefined) {
      result[name] = value;
      continue;
    }
    const joined = isObject(before) ? joinPatches(before, value) : undefined;
    if (joined === undefined) return undefined;
    result[name] = joined;
  }
  return result;
}
