import type { RegisterSessionInput } from './generated/graphql.ts';
import { applyPatch } from './merge-patch.ts';
import type { SessionPatch } from './patch-report.ts';

/** What a session is registered with, kept up to date for the day it has to be registered again. */
export class Registration {
  #input: RegisterSessionInput;
  #stated: Pick<SessionPatch, 'activity' | 'error'> = {};

  constructor(input: RegisterSessionInput) {
    this.#input = input;
  }

  get input(): RegisterSessionInput {
    return this.#input;
  }

  /** What a registration cannot say and an update has to say after it; undefined where there is nothing. */
  get stated(): Pick<SessionPatch, 'activity' | 'error'> | undefined {
    return Object.keys(this.#stated).length === 0 ? undefined : this.#stated;
  }

  update({ name, tags, metadata, ...stated }: SessionPatch): void {
    this.#stated = { ...this.#stated, ...stated };
    this.#input = {
      ...this.#input,
      ...(name !== undefined && { name }),
      ...(tags !== undefined && { tags }),
      ...(metadata != null && { metadata: applyPatch(this.#input.metadata ?? {}, metadata) }),
    };
  }
}
