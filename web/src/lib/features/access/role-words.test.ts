import { expect, it } from 'vitest';
import { roleSentence } from './role-words.ts';

it('says all that an operator may, before anybody is made one', () => {
  for (const right of ['ends', 'pins', 'answers what they ask', 'starts remote access', 'runs commands'])
    expect(roleSentence('OPERATOR')).toContain(right);
});

it('says what an admin manages', () => {
  for (const right of ['people', 'keys', 'hosts', 'rules']) expect(roleSentence('ADMIN')).toContain(right);
});
