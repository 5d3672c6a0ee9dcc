import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import { openStyled } from './open-styled.ts';

/** More lines stay on the host's side of the history: they are in the command's output, and not drawn. */
export const SCROLLBACK_LINES = 5_000;
const ROWS = 24;

/**
 * What a program may ask of a terminal beside writing: its title and icon (0, 1, 2), colours that would hide what is
 * written (4, 10 to 12, 104, 110 to 112), the folder (7), links to anywhere (8), notices (9, 777), the clipboard (52),
 * marks and files (133, 633, 1337). None of it is done.
 */
const DROPPED_OSC = [0, 1, 2, 4, 5, 7, 8, 9, 10, 11, 12, 17, 19, 50, 52, 104, 105, 110, 111, 112, 133, 633, 777, 1337];

export interface OutputTerminal {
  /** @param drawn called once it can be read */
  write(bytes: Uint8Array, drawn: () => void): void;
  /** What is drawn, as plain text. */
  text(): string;
  setTheme(theme: ITheme): void;
  close(): void;
}

/** Draws what a command writes, and takes nothing: a terminal one reads. @param element is empty */
export function openTerminal(element: HTMLElement, label: string, theme: ITheme): OutputTerminal {
  const terminal = new Terminal({
    disableStdin: true,
    // There is no terminal on the other side that would do it.
    convertEol: true,
    cursorInactiveStyle: 'none',
    cursorStyle: 'bar',
    scrollback: SCROLLBACK_LINES,
    rows: ROWS,
    fontFamily: "ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
    fontSize: 13,
    lineHeight: 1.25,
    minimumContrastRatio: 4.5,
    theme,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  obeyNothing(terminal);
  // Keys are the page's: whoever comes here by Tab goes on by Tab.
  terminal.attachCustomKeyEventHandler(() => false);
  openStyled(terminal, element);
  terminal.textarea?.setAttribute('aria-label', label);
  // Hides the cursor: nobody types here.
  terminal.write('\u001B[?25l');

  const shape = () => {
    const columns = fit.proposeDimensions()?.cols;
    if (columns !== undefined && columns > 1 && columns !== terminal.cols) terminal.resize(columns, ROWS);
    const rowHeight = (element.querySelector('.xterm-screen')?.clientHeight ?? 0) / ROWS;
    element.style.height = `${Math.ceil(Math.min(ROWS, linesOf(terminal)) * rowHeight)}px`;
  };
  const observer = new ResizeObserver(shape);
  observer.observe(element);

  return {
    write: (bytes, drawn) =>
      terminal.write(bytes, () => {
        shape();
        drawn();
      }),
    text: () => textOf(terminal),
    setTheme: (next) => (terminal.options.theme = next),
    close: () => {
      observer.disconnect();
      terminal.dispose();
    },
  };
}

function obeyNothing({ parser }: Terminal): void {
  const drop = () => true;
  for (const code of DROPPED_OSC) parser.registerOscHandler(code, drop);
  // The mouse stays the reader's, and what was written stays to be read: no modes, no other screen, no erased history.
  for (const final of ['h', 'l']) parser.registerCsiHandler({ prefix: '?', final }, isModeRefused);
  parser.registerCsiHandler({ final: 'J' }, ([what]) => what === 3);
  parser.registerEscHandler({ final: 'c' }, drop);
  for (const final of ['c', 'n', 'p', 't']) parser.registerCsiHandler({ final }, drop);
}

/** Wrapping at the edge is all that a program may choose. */
function isModeRefused(modes: readonly (number | number[])[]): boolean {
  return !modes.every((mode) => mode === 7 || mode === 25);
}

/** How many lines there are, up to the last that says something or has the cursor. */
function linesOf({ buffer: { active } }: Terminal): number {
  const last = active.baseY + active.cursorY;
  return active.cursorX === 0 && last > 0 ? last : last + 1;
}

function textOf({ buffer: { active } }: Terminal): string {
  const lines: string[] = [];
  for (let index = 0; index < active.length; index += 1) {
    const line = active.getLine(index);
    if (line === undefined) continue;
    const text = line.translateToString(true);
    if (line.isWrapped && lines.length > 0) lines.push(`${lines.pop() ?? ''}${text}`);
    else lines.push(text);
  }
  return lines.join('\n').trimEnd();
}
