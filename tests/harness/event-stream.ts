import type { ApiOptions } from './api.ts';
import { within } from './until.ts';

/** A subscription over HTTP, as server-sent events. */
export class EventStream {
  readonly #stop = new AbortController();
  /** Resolves when the server has ended it, whichever way. */
  readonly ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  /** All that has come. */
  text = '';

  private constructor(body: ReadableStream<Uint8Array>) {
    this.ended = this.#read(body);
  }

  /** @throws when it is refused */
  static async open(
    url: string,
    { secret, headers = {} }: ApiOptions,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<EventStream> {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
    return new EventStream(answer.body);
  }

  /** Waits until this has come, in whichever event. */
  async includes(wanted: string, withinMs = 30_000): Promise<void> {
    await within(`an event with ${wanted}`, withinMs, this.#includes(wanted));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  async #includes(wanted: string): Promise<void> {
    while (!this.text.includes(wanted)) {
      if (this.#stop.signal.aborted) throw new Error(`the stream ended after ${this.text}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    const reader = body.getReader();
    this.#stop.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.text += decoder.decode(part.value, { stream: true });
        this.#wake();
      }
    } catch {
      // A destroyed connection is an end, too.
    }
    this.#stop.abort();
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
