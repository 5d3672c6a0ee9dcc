/** One thing that happened to an order: the last one is where it stands. */
export interface ReceiptStep {
  readonly text: string;
  readonly tone: 'done' | 'last' | 'failed';
}
