/** The labels that are typed, `build, eu`, each once. */
export function labelsOf(typed: string): readonly string[] {
  return [...new Set(typed.split(/[,\s]+/).filter((label) => label !== ''))];
}
