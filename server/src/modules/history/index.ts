export type { RecordReader, RecordStore } from './store.ts';
