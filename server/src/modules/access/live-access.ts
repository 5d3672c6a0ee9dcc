import type { Clock } from '../../kernel/clock.ts';
import { Directory } from './directory.ts';
import { LastUses } from './last-uses.ts';
import type { AccessChanges, AccessReader } from './store.ts';
import { Visitors } from './visitors.ts';

/** What access is now, in memory: who there is, who stays, and when they were last here. */
export class LiveAccess {
  readonly directory = new Directory();
  readonly lastUses: LastUses;
  readonly visitors: Visitors;

  constructor(clock: Clock) {
    this.lastUses = new LastUses(clock);
    this.visitors = new Visitors({ clock, directory: this.directory, lastUses: this.lastUses });
  }

  /** Takes what the store holds at the start. */
  async load(reader: AccessReader): Promise<void> {
    this.directory.load({
      people: await reader.people(),
      signIns: await reader.signIns(),
      setUpCodes: await reader.setUpCodes(),
      keys: await reader.keys(),
      hostKeys: await reader.hostKeys(),
      joinCodes: await reader.joinCodes(),
      isSetUp: await reader.isSetUp(),
    });
  }

  /** Takes what a commit has changed, before anybody is answered. @returns whether somebody may do other things than before */
  observe(changes: AccessChanges, endedSessionIds: Iterable<string>): boolean {
    const haveRightsChanged = this.directory.observe(changes);
    this.visitors.observe(changes);
    for (const id of endedSessionIds) this.visitors.sessionEnded(id);
    return haveRightsChanged;
  }
}
