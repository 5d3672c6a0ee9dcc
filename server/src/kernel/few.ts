/**
 * None of something, one, or several. Where tens of thousands nearly always have one, a list for it would take as much
 * memory as what it lists.
 */
export type Few<Member extends object> = Member | readonly Member[] | null;

export function listOf<Member extends object>(few: Few<Member>): readonly Member[] {
  if (few === null) return [];
  return isList(few) ? few : [few];
}

export function firstOf<Member extends object>(few: Few<Member>): Member | null {
  if (few === null || !isList(few)) return few;
  return few[0] ?? null;
}

/** With this one behind the others. */
export function withOne<Member extends object>(few: Few<Member>, member: Member): Few<Member> {
  return few === null ? member : [...listOf(few), member];
}

/** Without this one; as it was where it is not among them. */
export function without<Member extends object>(few: Few<Member>, member: Member): Few<Member> {
  if (few === member) return null;
  if (few === null || !isList(few)) return few;
  const others = few.filter((other) => other !== member);
  return others.length === few.length ? few : fewOf(others);
}

/** Without the first. */
export function restOf<Member extends object>(few: Few<Member>): Few<Member> {
  return few === null || !isList(few) ? null : fewOf(few.slice(1));
}

function fewOf<Member extends object>(members: readonly Member[]): Few<Member> {
  return members.length > 1 ? members : (members[0] ?? null);
}

function isList<Member extends object>(few: Member | readonly Member[]): few is readonly Member[] {
  return Array.isArray(few);
}
