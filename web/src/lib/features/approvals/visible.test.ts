import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laidOut, visibleParts, visibleText } from './visible.ts';

it.each([
  ['a bidi override', 'invoice_\u202Efdp.exe', 'invoice_⟨U+202E⟩fdp.exe'],
  ['bidi isolates', '\u2066a\u2069', '⟨U+2066⟩a⟨U+2069⟩'],
  ['a zero-width space', 'rm\u200B -r', 'rm⟨U+200B⟩ -r'],
  ['a zero-width joiner', 'a\u200Db', 'a⟨U+200D⟩b'],
  ['a byte order mark', '\uFEFFls', '⟨U+FEFF⟩ls'],
  ['a soft hyphen', 'a\u00ADb', 'a⟨U+00AD⟩b'],
  ['a line break and a tab', 'a\nb\tc', 'a⟨U+000A⟩b⟨U+0009⟩c'],
  ['an escape sequence', '\u001B[2Jls', '⟨U+001B⟩[2Jls'],
  ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
  ['a no-break space', 'a\u00A0b', 'a⟨U+00A0⟩b'],
  ['a Hangul filler, which is a letter', 'a\u3164b', 'a⟨U+3164⟩b'],
  ['an empty Braille pattern', 'a\u2800b', 'a⟨U+2800⟩b'],
  ['a tag, beyond the first plane', 'a\u{E0041}b', 'a⟨U+E0041⟩b'],
  ['a variation selector', 'a\uFE0F', 'a⟨U+FE0F⟩'],
  ['half a pair', 'a\uD83Db', 'a⟨U+D83D⟩b'],
])('shows %s as its code point', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it.each(['rm -r build', 'Bericht für Zoë senden?', '送信しますか', 'שלום', '🚀 go', '"quotes" & <tags>'])(
  'leaves what is seen as it is: %s',
  (text) => {
    expect(visibleParts(text)).toEqual([{ text, isCode: false }]);
  },
);

it('says all that the text says, whatever it is, and shows nothing of it unseen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const parts = visibleParts(text);
      const restored = parts.map((part) =>
        part.isCode ? String.fromCodePoint(Number.parseInt(part.text.slice(2), 16)) : part.text,
      );
      expect(restored.join('')).toBe(text);
      for (const part of parts) expect(part.text).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u);
    }),
  );
});

it('lays data out as JSON with every member, and shows what hides in it', () => {
  const parts = laidOut({ argv: ['rm', '\u202Etxt'], env: {}, line: 'a\nb' });
  expect(parts.filter(({ isCode }) => isCode)).toEqual([{ text: 'U+202E', isCode: true }]);
  expect(parts.map(({ text }) => text).join('')).toBe(
    '{\n  "argv": [\n    "rm",\n    "U+202Etxt"\n  ],\n  "env": {},\n  "line": "a\\nb"\n}',
  );
});
