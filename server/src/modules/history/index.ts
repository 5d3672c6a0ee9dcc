export type { RecordReader, RecordStore, StoredRecord } from './store.ts';
