import { ApprovalCancelledError } from './approval-errors.ts';
import { toQuestionInput } from './question-input.ts';
import { Question, type QuestionPorts } from './question.ts';
import type { Approval, ApprovalRequest } from './approval-request.ts';

/** The questions of one session that are not over. */
export class Questions {
  readonly #ports: QuestionPorts;
  readonly #open = new Set<Question>();
  #sessionId: string | undefined;
  #end: ApprovalCancelledError | undefined;

  constructor(ports: QuestionPorts) {
    this.#ports = ports;
  }

  /** A rejection that nobody has begun to wait for yet does not break the host. */
  ask(request: ApprovalRequest): Promise<Approval> {
    const answer = this.#ask(request);
    answer.catch(() => undefined);
    return answer;
  }

  /** The server knows the session, and can be asked. */
  resume(sessionId: string): void {
    this.#sessionId = sessionId;
    for (const question of this.#open) question.resume(sessionId);
  }

  /** There is no connection, or the session is not known: everything waits until it is resumed. */
  pause(): void {
    this.#sessionId = undefined;
    for (const question of this.#open) question.pause();
  }

  /** The session is registered anew. */
  restart(): void {
    for (const question of this.#open) question.restart();
  }

  /** From now on nobody is asked, and nobody waits for an answer. */
  end(cause: unknown): void {
    this.#end ??= new ApprovalCancelledError('The session asks no more: it has ended, or has to.', { cause });
    for (const question of this.#open) question.giveUp(this.#end);
  }

  /** As {@link end}, where the session's own end takes back what waits. */
  close(cause: unknown): void {
    this.pause();
    this.end(cause);
    this.#open.clear();
  }

  async #ask(request: ApprovalRequest): Promise<Approval> {
    const input = toQuestionInput(request);
    if (this.#end !== undefined) throw this.#end;
    input.signal?.throwIfAborted();
    const question = new Question(this.#ports, input, () => this.#open.delete(question));
    this.#open.add(question);
    if (this.#sessionId !== undefined) question.resume(this.#sessionId);
    return question.answer;
  }
}
