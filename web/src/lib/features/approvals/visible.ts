/** A stretch of text: as it is, or one character that would not be seen, or would move others, by its code point. */
export interface VisiblePart {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * Control and format characters (bidi overrides, zero widths), what fonts draw as nothing, private and unassigned ones, lone
 * halves of pairs, and every blank but the plain one.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/**
 * Takes text apart so that nothing in it is hidden: each character that shows as nothing, as another, or in another place
 * becomes its code point, `U+202E`. Put together again, the parts say all that the text says.
 * @param kept a character that is shown by itself: the line breaks of laid out data.
 */
export function visibleParts(text: string, kept = ''): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    if (character === kept) continue;
    if (index > from) parts.push({ text: text.slice(from, index), isCode: false });
    parts.push({ text: codePointOf(character), isCode: true });
    from = index + character.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isCode: false });
  return parts;
}

/** The same where only plain text can stand: `rm ⟨U+202E⟩txt`. */
export function visibleText(text: string): string {
  return visibleParts(text)
    .map((part) => (part.isCode ? `⟨${part.text}⟩` : part.text))
    .join('');
}

/** Data laid out as JSON, with nothing left out. */
export function laidOut(data: Readonly<Record<string, unknown>>): readonly VisiblePart[] {
  return visibleParts(JSON.stringify(data, null, 2), '\n');
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
