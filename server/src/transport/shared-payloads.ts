/** JSON as it travels; a promise of it while it is made. */
export type Payload = string | Promise<string>;

/**
 * What each message of a subscription became. Readers that are told the same object have the same rights, and those among
 * them that ask the same of it are sent the same bytes: made once, kept as long as anybody has the message.
 */
export class SharedPayloads {
  readonly #byMessage = new WeakMap<object, Map<string, Payload>>();

  /** @param asked what is asked of the message: the document, and the variables that matter to it */
  find(message: object, asked: string): Payload | undefined {
    return this.#byMessage.get(message)?.get(asked);
  }

  keep(message: object, asked: string, payload: Payload): Payload {
    const payloads = this.#byMessage.get(message) ?? new Map<string, Payload>();
    this.#byMessage.set(message, payloads.set(asked, payload));
    if (typeof payload !== 'string') void payload.then((text) => payloads.set(asked, text));
    return payload;
  }
}

/** Where a watch starts is no part of what it asks of each message. */
const startVariable = 'afterRevision';

/** Names what an operation asks of its messages: equal names, equal payloads. */
export function nameAsked(
  documentId: string,
  { [startVariable]: _start, ...variables }: Readonly<Record<string, unknown>>,
): string {
  return `${documentId} ${JSON.stringify(variables)}`;
}
