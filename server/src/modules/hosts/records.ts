import { actedBy, type Caller, type LogRecord, type RecordDraft } from '../../kernel/record.ts';

/** The record of an act on a host, or on a code to join with. */
export function recordOf(caller: Caller, draft: RecordDraft, subjectId: string, atMs: number): LogRecord {
  return { ...draft, ...actedBy(caller), sessionId: null, subjectId, atMs };
}
