/** What is kept under a key, or else made now; as many as there may be, and the oldest makes room. */
export function findOrKeep<Kept>(kept: Map<string, Kept>, atMost: number, key: string, make: () => Kept): Kept {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= atMost) kept.delete(oldest);
  const made = make();
  kept.set(key, made);
  return made;
}

/** Makes something of an object once, and lets go of it together with the object. */
export function once<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const found = made.get(source);
    if (found !== undefined) return found;
    const fresh = make(source);
    made.set(source, fresh);
    return fresh;
  };
}
