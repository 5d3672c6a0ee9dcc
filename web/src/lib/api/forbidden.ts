/** Whether an answer's data holds a refusal for want of rights: as a field's result, or as one of a field's `results`. */
export function tellsForbidden(data: unknown): boolean {
  return membersOf(data).some((field) => isForbidden(field) || membersOf(resultsOf(field)).some(isForbidden));
}

function membersOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function resultsOf(field: unknown): unknown {
  return typeof field === 'object' && field !== null && 'results' in field ? field.results : undefined;
}

function isForbidden(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '__typename' in value && value.__typename === 'ForbiddenError';
}
