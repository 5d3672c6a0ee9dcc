import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Caller,
  type EndReason,
  type Kill,
  type Session,
  type Task,
  newestKill,
  pendingKill,
} from './model.ts';

export interface Registration {
  readonly app: string;
  readonly ownerId: string;
  readonly name?: string | null;
  readonly userId?: string | null;
  readonly externalId?: string | null;
  readonly metadata?: Record<string, unknown> | null;
  readonly tags?: readonly string[] | null;
  readonly heartbeatIntervalMs?: number | null;
}

export const SYSTEM: Actor = { kind: 'SYSTEM', id: null, name: 'Rollcall' };

const KILLED_RECENTLY_MS = 60_000;
const COMES_BACK_WITHIN_MS = 24 * 60 * 60 * 1_000;

/** The sessions of a contract server, in memory: the meaning of the contract in its smallest form. */
export class Registry {
  readonly #sessions = new Map<string, Session>();
  readonly #listeners = new Set<() => void>();
  readonly #endListeners = new Map<string, Set<() => void>>();
  readonly #nowMs: () => number;
  #revision = 0;
  #sequence = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get revision(): number {
    return this.#revision;
  }

  get openIterators(): number {
    return this.#listeners.size;
  }

  all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** Calls back after every change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back once when a session ends, unless the returned function is called first. */
  onEnd(sessionId: string, callback: () => void): () => void {
    const listeners = this.#endListeners.get(sessionId) ?? new Set();
    this.#endListeners.set(sessionId, listeners.add(callback));
    return () => listeners.delete(callback);
  }

  /** A session that just ended by a kill refuses to be registered again for a minute. */
  killedRecently(app: string, externalId: string | null | undefined): Kill | undefined {
    const session = this.#newestOf(app, externalId);
    const kill = session === undefined ? null : newestKill(session);
    if (session === undefined || kill === null) return undefined;
    const isRecent = session.endReason === 'KILLED' && (session.endedAtMs ?? 0) + KILLED_RECENTLY_MS > this.#nowMs();
    return isRecent ? kill : undefined;
  }

  register(input: Registration, actor: Actor): { session: Session; created: boolean } {
    const known = this.#newestOf(input.app, input.externalId);
    if (known !== undefined && known.lifecycle !== 'ENDED')
      return { session: this.#join(known, input, actor), created: false };
    const isLost = known?.endReason === 'LOST' && (known.endedAtMs ?? 0) + COMES_BACK_WITHIN_MS > this.#nowMs();
    if (known !== undefined && isLost) return { session: this.#recover(known, input, actor), created: false };
    const session = this.#create(input);
    this.#sessions.set(session.id, session);
    this.#changed(session, 'SESSION_REGISTERED', actor);
    return { session, created: true };
  }

  heard(session: Session): void {
    session.lastHeartbeatAtMs = this.#nowMs();
    if (session.liveness === 'LIVE') return;
    session.liveness = 'LIVE';
    this.#changed(session, 'SESSION_HEARD', SYSTEM);
  }

  /** Its connection is gone, or it was not heard for long. */
  silent(session: Session, liveness: 'QUIET' | 'STALE'): void {
    if (session.lifecycle === 'ENDED') return;
    session.liveness = liveness;
    this.#changed(session, liveness === 'QUIET' ? 'SESSION_QUIET' : 'SESSION_STALE', SYSTEM);
  }

  update(session: Session, change: Partial<Session>, actor: Actor): void {
    Object.assign(session, change);
    this.#changed(session, 'SESSION_UPDATED', actor);
  }

  pin(session: Session, pinned: boolean, actor: Actor): void {
    session.pinned = pinned;
    this.#changed(session, pinned ? 'SESSION_PINNED' : 'SESSION_UNPINNED', actor);
  }

  startTask(session: Session, task: Pick<Task, 'id' | 'parentId' | 'name'>, actor: Actor): Task {
    const known = session.tasks.find(({ id }) => id === task.id);
    if (known !== undefined) return known;
    const started: Task = {
      ...task,
      state: 'RUNNING',
      progress: null,
      message: null,
      error: null,
      startedAtMs: this.#nowMs(),
      endedAtMs: null,
    };
    session.tasks.push(started);
    this.#changed(session, 'TASK_STARTED', actor, task.name);
    return started;
  }

  reportProgress(session: Session, task: Task, progress: number, message: string | null): void {
    Object.assign(task, { progress, message });
    this.#changed(session);
  }

  finishTask(session: Session, task: Task, state: Task['state'], error: string | null, actor: Actor): void {
    if (task.state !== 'RUNNING') return;
    Object.assign(task, { state, error, endedAtMs: this.#nowMs() });
    this.#changed(session, 'TASK_FINISHED', actor, task.name);
  }

  end(session: Session, reason: EndReason, message: string | null, actor: Actor): void {
    if (session.lifecycle === 'ENDED') return;
    const kill = pendingKill(session);
    const endedAtMs = this.#nowMs();
    const endReason = kill === null ? reason : 'KILLED';
    Object.assign(session, { lifecycle: 'ENDED', endReason, endMessage: message, endedAtMs });
    for (const task of session.tasks) {
      if (task.state === 'RUNNING') Object.assign(task, { state: 'ABANDONED', endedAtMs });
    }
    if (kill !== null) {
      Object.assign(kill, { state: 'ENDED', endedAtMs, evidence: actor.kind === 'SYSTEM' ? 'VANISHED' : 'OWNER' });
      this.#changed(session, 'KILL_ENDED', actor);
    }
    this.#changed(session, 'SESSION_ENDED', actor, message);
    for (const callback of this.#endListeners.get(session.id) ?? []) callback();
    this.#endListeners.delete(session.id);
  }

  /** Orders a session to end, or gives the receipt of the order under way. */
  kill(session: Session, reason: string | null, graceMs: number, actor: Actor): Kill {
    const previous = newestKill(session);
    if (previous !== null && previous.state !== 'UNRESPONSIVE') return previous;
    const kill: Kill = {
      id: `kill_${this.#nextSequence()}`,
      sessionId: session.id,
      state: 'REQUESTED',
      requestedBy: actor,
      reason,
      graceMs,
      requestedAtMs: this.#nowMs(),
      sentAtMs: null,
      acknowledgedAtMs: null,
      endedAtMs: null,
      evidence: null,
      attempt: (previous?.attempt ?? 0) + 1,
      previousId: previous?.id ?? null,
    };
    session.kills.push(kill);
    session.lifecycle = 'ENDING';
    this.#changed(session, 'KILL_REQUESTED', actor, reason);
    return kill;
  }

  killSent(session: Session, kill: Kill): void {
    if (kill.sentAtMs !== null) return;
    kill.sentAtMs = this.#nowMs();
    if (kill.state === 'REQUESTED') kill.state = 'SENT';
    this.#changed(session, 'KILL_SENT', SYSTEM);
  }

  acknowledge(session: Session, kill: Kill, actor: Actor): void {
    if (kill.acknowledgedAtMs !== null || kill.state === 'ENDED') return;
    Object.assign(kill, { state: 'ACKNOWLEDGED', acknowledgedAtMs: this.#nowMs() });
    this.#changed(session, 'KILL_ACKNOWLEDGED', actor);
  }

  /** What the grace's end brings when the session has not ended. */
  unresponsive(session: Session, kill: Kill): void {
    if (kill.state === 'ENDED' || kill.state === 'UNRESPONSIVE') return;
    kill.state = 'UNRESPONSIVE';
    this.#changed(session, 'KILL_UNRESPONSIVE', SYSTEM);
  }

  /** Forgets a session altogether, as a registry restored from an old backup would. */
  forget(id: string): void {
    this.#sessions.delete(id);
    this.#revision += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  #newestOf(app: string, externalId: string | null | undefined): Session | undefined {
    if (externalId == null) return undefined;
    return this.all().findLast((session) => session.app === app && session.externalId === externalId);
  }

  #create(input: Registration): Session {
    const nowMs = this.#nowMs();
    const id = `app_${nowMs.toString(36).padStart(9, '0')}${this.#nextSequence()}`;
    return {
      id,
      app: input.app,
      externalId: input.externalId ?? null,
      startedAtMs: nowMs,
      ownerId: input.ownerId,
      token: `rst_${id}_${randomUUID()}`,
      name: input.name ?? null,
      userId: input.userId ?? null,
      metadata: input.metadata ?? {},
      tags: input.tags ?? [],
      pinned: false,
      lifecycle: 'ACTIVE',
      statedActivity: null,
      liveness: 'LIVE',
      heartbeatIntervalMs: input.heartbeatIntervalMs ?? 30_000,
      lastHeartbeatAtMs: nowMs,
      lastActivityAtMs: nowMs,
      endedAtMs: null,
      endReason: null,
      endMessage: null,
      error: null,
      tasks: [],
      kills: [],
      changes: [],
      attempt: 1,
      revision: 0,
    };
  }

  #join(session: Session, input: Registration, actor: Actor): Session {
    const isTakeover = session.ownerId !== input.ownerId;
    if (isTakeover) Object.assign(session, { ownerId: input.ownerId, token: `rst_${session.id}_${randomUUID()}` });
    for (const field of ['name', 'userId', 'metadata', 'tags', 'heartbeatIntervalMs'] as const) {
      if (input[field] != null) Object.assign(session, { [field]: input[field] });
    }
    Object.assign(session, { liveness: 'LIVE', lastHeartbeatAtMs: this.#nowMs() });
    if (isTakeover) this.#changed(session, 'SESSION_TAKEN_OVER', actor);
    else this.#changed(session);
    return session;
  }

  #recover(session: Session, input: Registration, actor: Actor): Session {
    const attempt = session.attempt + 1;
    Object.assign(session, { lifecycle: 'ACTIVE', endReason: null, endMessage: null, endedAtMs: null, attempt });
    this.#join(session, input, actor);
    this.#changed(session, 'SESSION_RECOVERED', actor);
    return session;
  }

  #nextSequence(): string {
    this.#sequence += 1;
    return this.#sequence.toString(36).padStart(6, '0');
  }

  #changed(session: Session, action?: string, actor: Actor = SYSTEM, note: string | null = null): void {
    this.#revision += 1;
    session.revision = this.#revision;
    if (actor.kind !== 'SYSTEM') session.lastActivityAtMs = this.#nowMs();
    if (action !== undefined) {
      session.changes.unshift({ id: `rec_${this.#revision}`, atMs: this.#nowMs(), action, actor, note });
    }
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether a call may act as the owner of a session. */
export function isOwnerOf(caller: Caller, session: Session): 'YES' | 'NOT_YOURS' | 'SUPERSEDED' {
  if (caller.actor.kind === 'SESSION_TOKEN') {
    if (caller.sessionId !== session.id) return 'NOT_YOURS';
    return caller.actor.id === session.token ? 'YES' : 'SUPERSEDED';
  }
  if (caller.actor.kind !== 'KEY') return 'NOT_YOURS';
  return caller.ownerId === null || caller.ownerId === session.ownerId ? 'YES' : 'SUPERSEDED';
}
