import type { LogRecord } from '../../kernel/record.ts';

/** The log as a unit of work sees it: records are only ever added. */
export interface RecordStore {
  append(record: LogRecord): Promise<void>;
}

export interface StoredRecord extends LogRecord {
  readonly id: number;
}

/** Committed records, for reading. */
export interface RecordReader {
  /** A session's records, newest first. @param beforeId continues after the record of this id */
  ofSession(sessionId: string, first: number, beforeId: number | null): Promise<readonly StoredRecord[]>;
}
