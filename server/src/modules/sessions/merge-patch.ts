import type { Metadata } from './session.ts';

/** Applies a JSON Merge Patch (RFC 7396, section 2) to an object. */
export function applyMergePatch(target: unknown, patch: Metadata): Metadata {
  const result = new Map<string, unknown>(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, isObject(value) ? applyMergePatch(result.get(key), value) : value);
  }
  return Object.fromEntries(result);
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
