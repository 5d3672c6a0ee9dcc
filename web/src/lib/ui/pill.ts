/** Where a thing stands in life; `silent` is what is not heard, and never green. */
export type PillTone = 'pending' | 'active' | 'silent' | 'ending' | 'ended';
