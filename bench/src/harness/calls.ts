import type { ChildProcess } from 'node:child_process';

// Calls from one of our processes to another, over the channel that Node gives a child.

interface Call {
  readonly callId: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Answer {
  readonly answerTo: number;
  readonly value?: unknown;
  readonly problem?: string;
}

/** What a process can be asked, by name; arguments and answers are JSON. */
export type Answers<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (argument: infer Argument) => infer Value
    ? (argument: Argument) => Awaited<Value> | Promise<Awaited<Value>>
    : never;
};

/** Answers the process that started this one, and ends with it. */
export function answerCalls<Api>(answers: Answers<Api>): void {
  // Each has the argument that its caller's type says.
  const byName = new Map<string, (argument: unknown) => unknown>(Object.entries(answers));
  process.on('message', (message: unknown) => {
    // Only our own parent has the other end of this channel.
    const { callId, name, argument } = message as Call;
    void (async () => {
      const answer = byName.get(name);
      if (answer === undefined) return { answerTo: callId, problem: `nothing answers to ${name}` };
      try {
        const value: unknown = await answer(argument);
        return { answerTo: callId, value };
      } catch (error) {
        return { answerTo: callId, problem: error instanceof Error ? error.message : String(error) };
      }
    })().then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit(0));
}

/** The asking end. */
export class Caller<Api> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: unknown) => {
      const { answerTo, value, problem } = message as Answer;
      const waiting = this.#waiting.get(answerTo);
      this.#waiting.delete(answerTo);
      if (problem !== undefined) waiting?.reject(new Error(problem));
      else waiting?.resolve(value as never);
    });
    child.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the process that was asked has ended'));
      this.#waiting.clear();
    });
  }

  /** @throws what the other end threw, or when it ends before it answers */
  ask<Name extends keyof Api & string>(name: Name, ...args: ArgumentsOf<Api[Name]>): Promise<ValueOf<Api[Name]>> {
    this.#lastId += 1;
    const [argument]: readonly unknown[] = args;
    const call: Call = { callId: this.#lastId, name, argument };
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.callId, { resolve, reject });
      if (this.#child.connected) this.#child.send(call);
      else reject(new Error('the process to ask has ended'));
    });
  }
}

type ArgumentsOf<Method> = Method extends (argument: infer Argument) => unknown
  ? unknown extends Argument
    ? []
    : [Argument]
  : never;
type ValueOf<Method> = Method extends (argument: never) => infer Value ? Awaited<Value> : never;
