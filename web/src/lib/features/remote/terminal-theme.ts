import type { ITheme } from '@xterm/xterm';

const LIGHT = {
  black: '#22262f',
  red: '#b42318',
  green: '#18733f',
  yellow: '#8a5a00',
  blue: '#2f4fc4',
  magenta: '#8a2aa8',
  cyan: '#0e6b7d',
  white: '#5c6270',
  brightBlack: '#5c6270',
  brightRed: '#c8321f',
  brightGreen: '#1d7f48',
  brightYellow: '#946200',
  brightBlue: '#3f60d8',
  brightMagenta: '#9a3bb8',
  brightCyan: '#127789',
  brightWhite: '#22262f',
};

const DARK = {
  black: '#8c93a3',
  red: '#ff8a7a',
  green: '#6fd79a',
  yellow: '#eec066',
  blue: '#93a9ff',
  magenta: '#dda0f5',
  cyan: '#6fd3e3',
  white: '#d6dae3',
  brightBlack: '#a0a7b6',
  brightRed: '#ffa394',
  brightGreen: '#8be5b0',
  brightYellow: '#f7d28a',
  brightBlue: '#adbdff',
  brightMagenta: '#e9bcfb',
  brightCyan: '#90e1ee',
  brightWhite: '#f4f6fa',
};

/** The page's own surface and text, with sixteen colours that are read on it. @param element stands in the page */
export function terminalTheme(element: HTMLElement, isDark: boolean): ITheme {
  const styles = getComputedStyle(element);
  const named = (name: string) => styles.getPropertyValue(name).trim();
  return {
    ...(isDark ? DARK : LIGHT),
    background: named('--canvas'),
    foreground: named('--text'),
    selectionBackground: named('--selected'),
    cursor: named('--canvas'),
    scrollbarSliderBackground: named('--bar'),
  };
}
