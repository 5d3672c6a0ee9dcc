import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { parseInput } from '../../kernel/input.ts';
import { authorize } from '../../kernel/principal.ts';
import { actedBy, type Caller } from '../../kernel/record.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { authorizeStill, type PeopleStore } from '../access/index.ts';
import type { EndingStores } from '../sessions/index.ts';
import type { ApprovalRule, ApprovalRuleReader } from './rule.ts';
import { applyRules } from './ruling.ts';

const ruleInput = z.object({
  app: z.string().trim().min(1, 'name the app').max(100, 'at most 100 characters'),
  needsSomebodyElse: z.boolean(),
});

type RuleStores = EndingStores & { readonly people: PeopleStore };

interface RulePorts {
  readonly clock: Clock;
  readonly reader: ApprovalRuleReader;
  readonly write: UnitOfWork<RuleStores>;
}

export type RuleService = ReturnType<typeof createRuleService>;

/** Who may answer what the sessions of an app ask. */
export function createRuleService({ clock, reader, write }: RulePorts) {
  return {
    /** Those that were set, by app. */
    async list({ principal }: Caller): Promise<readonly ApprovalRule[]> {
      authorize(principal, 'rules.manage');
      return reader.list();
    },

    /**
     * What waits for an answer already is under the new rule at once.
     * @throws {InvalidInputError} when a field is out of bounds
     */
    setRule(caller: Caller, input: unknown): Promise<ApprovalRule> {
      authorize(caller.principal, 'rules.manage');
      const rule = parseInput(ruleInput, input);
      return write(async (stores) => {
        await authorizeStill(stores.people, caller.principal, 'rules.manage');
        await stores.rules.put(rule);
        await applyRules(stores, await stores.approvals.pendingOfApp(rule.app));
        if (rule.needsSomebodyElse) await endOwnGrants(stores, rule.app, clock.wallMs());
        await stores.records.append({
          ...{ action: 'APPROVAL_RULE_SET', note: null, after: { ...rule } },
          ...actedBy(caller),
          ...{ sessionId: null, subjectId: rule.app, atMs: clock.wallMs() },
        });
        return rule;
      });
    },
  };
}

/** What people granted themselves before they had to ask somebody else covers nothing more. */
async function endOwnGrants({ grants, people }: RuleStores, app: string, nowMs: number): Promise<void> {
  for (const grant of await grants.usableOfApp(app)) {
    const { kind, userId, askedBy, grantedBy } = grant;
    const giver = grantedBy.id === null ? null : await people.find(grantedBy.id);
    const isOwn =
      kind === 'QUESTION'
        ? giver === null || (userId !== null && giver.userId === userId)
        : askedBy.kind === grantedBy.kind && askedBy.id === grantedBy.id;
    if (isOwn) await grants.update({ ...grant, endedAtMs: nowMs });
  }
}
