import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/record.ts';
import type { AccountService } from '../modules/access/account.ts';
import type { Authentication } from '../modules/access/authentication.ts';
import type { KeyService } from '../modules/access/keys.ts';
import type { PeopleService } from '../modules/access/people.ts';
import type { SetUpService } from '../modules/access/set-up.ts';
import type { SignInService } from '../modules/access/sign-ins.ts';
import type { Approval } from '../modules/approvals/index.ts';
import type { GrantService } from '../modules/approvals/grants.ts';
import type { ApprovalReading } from '../modules/approvals/reading.ts';
import type { RuleService } from '../modules/approvals/rules.ts';
import type { ApprovalService } from '../modules/approvals/service.ts';
import type { OpenApprovalDecision } from '../modules/approvals/signal.ts';
import type { CommandExecution } from '../modules/commands/execution.ts';
import type { Command } from '../modules/commands/index.ts';
import type { CommandReading } from '../modules/commands/reading.ts';
import type { CommandService } from '../modules/commands/service.ts';
import type { OpenCommandOutput } from '../modules/commands/signal.ts';
import type { HistoryService } from '../modules/history/service.ts';
import type { Host, HostLoad } from '../modules/hosts/index.ts';
import type { HostPresence } from '../modules/hosts/presence.ts';
import type { HostReading } from '../modules/hosts/reading.ts';
import type { RemoteService } from '../modules/hosts/remote-access.ts';
import type { HostService } from '../modules/hosts/service.ts';
import type { OpenHostWork } from '../modules/hosts/work.ts';
import type { Kill } from '../modules/kills/index.ts';
import type { KillService } from '../modules/kills/service.ts';
import type { OpenKillSignal } from '../modules/kills/signal.ts';
import type { createHeartbeat } from '../modules/sessions/heartbeat.ts';
import type { OwnerConnection, Session } from '../modules/sessions/index.ts';
import type { SessionReading } from '../modules/sessions/reading.ts';
import type { createRegistration } from '../modules/sessions/registration.ts';
import type { SessionService } from '../modules/sessions/service.ts';
import type { SessionSweep } from '../modules/sessions/sweep.ts';
import type { Task } from '../modules/tasks/index.ts';
import type { TaskService } from '../modules/tasks/service.ts';

/** What resolvers reach: the use cases, and nothing behind them. */
export interface Services {
  readonly access: Authentication;
  readonly account: AccountService;
  readonly appKeys: KeyService;
  readonly people: PeopleService;
  readonly setUp: SetUpService;
  readonly signIns: SignInService;
  readonly approvals: ApprovalService;
  readonly approvalReading: ApprovalReading;
  readonly approvalRules: RuleService;
  readonly grants: Omit<GrantService, 'restore'>;
  readonly openApprovalDecision: OpenApprovalDecision;
  readonly commands: CommandService;
  readonly commandExecution: CommandExecution;
  readonly commandReading: CommandReading;
  readonly openCommandOutput: OpenCommandOutput;
  readonly history: HistoryService;
  readonly hosts: HostService;
  readonly hostReading: HostReading;
  readonly hostPresence: Pick<HostPresence, 'reportHost'>;
  readonly openHostWork: OpenHostWork;
  readonly remote: RemoteService;
  readonly kills: KillService;
  readonly openKillSignal: OpenKillSignal;
  readonly registerSession: ReturnType<typeof createRegistration>;
  readonly heartbeat: ReturnType<typeof createHeartbeat>;
  readonly sessions: SessionService;
  readonly reading: SessionReading;
  readonly sweep: Pick<SessionSweep, 'sweep'>;
  readonly tasks: TaskService;
}

/** What belongs to sessions and hosts, read for many at once. */
export interface Related {
  currentTask(session: Session): Promise<Task | null>;
  tasks(session: Session, first: number): Promise<readonly Task[]>;
  kill(killId: string): Promise<Kill | null>;
  session(sessionId: string): Promise<Session | null>;
  /** Also one that was removed. */
  host(hostId: string): Promise<Host | null>;
  runningSessionCount(hostId: string): Promise<number>;
  approval(approvalId: string): Promise<Approval | null>;
  /** What an approval is about, where that is a command. */
  commandOf(approvalId: string): Promise<Command | null>;
}

export interface Context {
  readonly caller: Caller;
  /** The socket the operation came by; null over HTTP. */
  readonly connection: OwnerConnection | null;
  readonly services: Services;
  readonly related: Related;
  readonly clock: Clock;
  /** The lease's word on when a session was last heard; null where there is no lease. */
  lastHeardMs(sessionId: string): number | null;
  /** What a host said of itself last; null while it is away. */
  hostLoad(hostId: string): HostLoad | null;
  /** Null while it is away. */
  hostLastHeardMs(hostId: string): number | null;
  readonly epoch: string;
  /** Where browsers and SDKs find this server. */
  readonly publicUrl: string;
}
