import type { Caller } from '../kernel/record.ts';
import type { OwnerConnection } from '../modules/sessions/index.ts';
import type { Context } from './context.ts';

/** What is the same for all operations. */
type SharedContext = Omit<Context, 'caller' | 'connection'>;

/** A socket keeps one as long as it lasts, so it holds who calls and by what, and finds everything else in one place. */
export class OperationContext implements Context {
  readonly #shared: SharedContext;
  readonly caller: Caller;
  readonly connection: OwnerConnection | null;

  constructor(shared: SharedContext, caller: Caller, connection: OwnerConnection | null) {
    this.#shared = shared;
    this.caller = caller;
    this.connection = connection;
  }

  get services(): Context['services'] {
    return this.#shared.services;
  }

  get related(): Context['related'] {
    return this.#shared.related;
  }

  get clock(): Context['clock'] {
    return this.#shared.clock;
  }

  get lastHeardMs(): Context['lastHeardMs'] {
    return this.#shared.lastHeardMs;
  }

  get hostLoad(): Context['hostLoad'] {
    return this.#shared.hostLoad;
  }

  get hostLastHeardMs(): Context['hostLastHeardMs'] {
    return this.#shared.hostLastHeardMs;
  }

  get epoch(): Context['epoch'] {
    return this.#shared.epoch;
  }

  get publicUrl(): Context['publicUrl'] {
    return this.#shared.publicUrl;
  }
}
