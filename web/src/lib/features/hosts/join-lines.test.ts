import { expect, it } from 'vitest';
import { joinLines } from './join-lines.ts';

it('names the machine’s policy in each line: without one nothing may run there', () => {
  expect(joinLines({ url: 'https://rollcall.example', code: 'rjc_1' }).split('\n')).toEqual([
    'npm run rollcall -- host join --server https://rollcall.example --code rjc_1 --policy policy.json',
    'npm run rollcall -- host run --policy policy.json',
  ]);
});
