/** What stands in the place of a secret. */
const MASK = Buffer.from('[secret]');

/**
 * Replaces known secrets in a stream of bytes, however it is cut into pieces. Holds back only what may be the beginning of a secret.
 * Secrets that overlap are masked together, so that no part of either is left.
 */
export class Masker {
  readonly #secrets: readonly Buffer[];
  #held: Buffer = Buffer.alloc(0);
  /** So many of the held bytes belong to a secret whose mask is already given. */
  #coveredTo = 0;

  constructor(secrets: readonly Buffer[]) {
    this.#secrets = secrets.filter(({ length }) => length > 0);
  }

  /** What may leave now. */
  write(bytes: Buffer): Buffer {
    if (this.#secrets.length === 0) return bytes;
    const data = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    return this.#give(data, data.length - this.#longestBeginning(data));
  }

  /** What was held back, at the end of the stream. */
  flush(): Buffer {
    return this.#give(this.#held, this.#held.length);
  }

  /** Masks the first `until` bytes and holds the rest. */
  #give(data: Buffer, until: number): Buffer {
    const parts: Buffer[] = [];
    let at = Math.min(this.#coveredTo, until);
    let coveredTo = this.#coveredTo;
    for (const [start, end] of this.#findSecrets(data)) {
      if (start >= until) break;
      if (start > coveredTo || (start === coveredTo && coveredTo === 0)) {
        parts.push(data.subarray(at, start), MASK);
      }
      coveredTo = Math.max(coveredTo, end);
      at = Math.min(coveredTo, until);
    }
    parts.push(data.subarray(at, until));
    this.#held = Buffer.from(data.subarray(until));
    this.#coveredTo = Math.max(0, coveredTo - until);
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  #findSecrets(data: Buffer): readonly (readonly [start: number, end: number])[] {
    const found: [number, number][] = [];
    for (const secret of this.#secrets) {
      for (let at = data.indexOf(secret); at >= 0; at = data.indexOf(secret, at + 1))
        found.push([at, at + secret.length]);
    }
    return found.sort(([a], [b]) => a - b);
  }

  /** How many of the last bytes may be the beginning of a secret that is not complete yet. */
  #longestBeginning(data: Buffer): number {
    let longest = 0;
    for (const secret of this.#secrets) {
      const most = Math.min(secret.length - 1, data.length);
      for (let length = most; length > longest; length -= 1) {
        if (data.subarray(data.length - length).equals(secret.subarray(0, length))) longest = length;
      }
    }
    return longest;
  }
}

/** A text that may leave: masked as a whole, and only then cut, so that no part of a secret is left at its end. */
export function maskText(text: string, secrets: readonly Buffer[], limit: number): string {
  const masker = new Masker(secrets);
  return Buffer.concat([masker.write(Buffer.from(text)), masker.flush()])
    .toString('utf8')
    .slice(0, limit);
}

/** Of a process, for people. */
const LONGEST_NAME = 220;

export function maskNames(names: readonly string[], secrets: readonly Buffer[]): readonly string[] {
  return names.map((name) => maskText(name, secrets, LONGEST_NAME));
}
