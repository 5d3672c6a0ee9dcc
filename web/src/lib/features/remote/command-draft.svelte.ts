import { type Outcome, outcomeOf } from '$lib/api/outcome.ts';
import type { Requests } from '$lib/api/requests.ts';
import { RunCommandDocument, type RunCommandMutation } from '$lib/generated/graphql.ts';
import { visibleText } from '../approvals/visible.ts';
import { createKey } from './key.ts';

type Accepted = Extract<RunCommandMutation['runCommand'], { readonly __typename: 'RunCommandSuccess' }>;

/** A command that is being written, with those written before. */
export class CommandDraft {
  line = $state('');
  cwd = $state('');
  /** `NAME=value`, one a line. */
  environment = $state('');
  /** In minutes; empty for the usual. */
  timeout = $state('');
  /** The same for each try: an answer that was lost runs nothing twice. */
  #key = createKey();
  /** How far back; 0 is what is being written. */
  #at = 0;
  #unsent = '';

  /** What is wrong with it, before anybody is asked; undefined where nothing is. */
  get problem(): string | undefined {
    const bad = this.#pairs().find(({ name }) => !/^[A-Za-z_]\w*$/.test(name));
    if (bad !== undefined) return `“${bad.text}” is no NAME=value.`;
    const { timeout } = this;
    if (timeout.trim() !== '' && !(Number(timeout) > 0 && Number(timeout) <= 24 * 60))
      return 'The time-out is a number of minutes, at most 1,440.';
    return undefined;
  }

  /** What applies beside the line itself, `in /srv · with A, B · at most 5 m`; empty where all is as usual. */
  get terms(): string {
    const cwd = this.cwd.trim();
    const timeout = this.timeout.trim();
    const names = this.#pairs().map(({ text, name }) => visibleText(name === '' ? text : name));
    return [
      ...(cwd === '' ? [] : [`in ${visibleText(cwd)}`]),
      ...(names.length === 0 ? [] : [`with ${names.join(', ')}`]),
      ...(timeout === '' ? [] : [`at most ${visibleText(timeout)} m`]),
    ].join(' · ');
  }

  /** Takes what was written so many steps before, or after; the newest of `history` is its last. */
  recall(step: -1 | 1, history: readonly string[]): void {
    const at = Math.max(0, Math.min(history.length, this.#at - step));
    if (at === this.#at) return;
    if (this.#at === 0) this.#unsent = this.line;
    this.#at = at;
    this.line = at === 0 ? this.#unsent : (history.at(-at) ?? '');
  }

  async run(requests: Requests, sessionId: string): Promise<Outcome<Accepted>> {
    const cwd = this.cwd.trim();
    const timeout = this.timeout.trim();
    const env = this.#pairs().map(({ name, value }) => ({ name, value }));
    const input = {
      sessionId,
      key: this.#key,
      line: this.line,
      ...(cwd === '' ? {} : { cwd }),
      ...(env.length === 0 ? {} : { env }),
      ...(timeout === '' ? {} : { timeoutMs: Math.round(Number(timeout) * 60_000) }),
    };
    const answer = requests.mutate(RunCommandDocument, { input }).then(({ runCommand }) => runCommand);
    const outcome = await outcomeOf(answer, 'RunCommandSuccess');
    // What was answered is settled: the next try is another command.
    if (outcome.kind === 'DONE' || outcome.typename !== undefined) this.#key = createKey();
    if (outcome.kind === 'DONE') this.#begin();
    return outcome;
  }

  #begin(): void {
    this.line = '';
    this.#at = 0;
    this.#unsent = '';
  }

  #pairs(): readonly { readonly text: string; readonly name: string; readonly value: string }[] {
    return this.environment
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map((text) => {
        const at = text.indexOf('=');
        return { text, name: at === -1 ? '' : text.slice(0, at).trim(), value: text.slice(at + 1) };
      });
  }
}
