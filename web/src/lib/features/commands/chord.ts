/** What of a key event a chord is made from. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The key pressed, as commands name it: `j`, `?`, `Delete`, `mod+k`; undefined for what no command may take. */
export function chordOf({ key, ctrlKey, metaKey, altKey }: KeyPress): string | undefined {
  if (altKey || key === 'Control' || key === 'Meta' || key === 'Shift' || key === 'Alt') return undefined;
  if (ctrlKey || metaKey) return `mod+${key.toLowerCase()}`;
  return key === 'Backspace' ? 'Delete' : key;
}

/** How a chord is written for people: `⌘K` or `Ctrl K`. */
export function chordWords(keys: string, isApple: boolean): readonly string[] {
  return keys.split(' ').flatMap((key) => {
    if (!key.startsWith('mod+')) return [key];
    const letter = key.slice('mod+'.length).toUpperCase();
    return isApple ? [`⌘${letter}`] : ['Ctrl', letter];
  });
}
