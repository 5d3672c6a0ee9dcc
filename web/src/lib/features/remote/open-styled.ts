import type { Terminal } from '@xterm/xterm';

/**
 * Opens a terminal on a page whose policy leaves style elements and style attributes without effect, and shall. xterm
 * draws with both: what they say goes into sheets and properties made by script instead, which the policy allows.
 */
export function openStyled(terminal: Terminal, element: HTMLElement): void {
  const page = element.ownerDocument;
  const create = (name: string) => page.createElementNS('http://www.w3.org/1999/xhtml', name);
  const createElement = (name: string) =>
    name === 'style' ? styleStandIn(page, create('template')) : withStyle(create(name));
  // Its own `documentOverride` does not reach all of it (xterm 6.0.0): some parts take the page's document itself, the
  // scrollbar while it opens and the rows for good.
  Object.defineProperty(page, 'createElement', { value: createElement, configurable: true });
  try {
    terminal.open(element);
  } finally {
    Reflect.deleteProperty(page, 'createElement');
  }
  const rows = reach(terminal, ['_core', '_renderService', '_renderer', 'value', '_rowFactory']);
  if (isObject(rows)) Reflect.set(rows, '_document', { createElement });
}

/** An element that says nothing; its text is a sheet of the page until it is removed. */
function styleStandIn(page: Document, element: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet();
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  Object.defineProperty(element, 'textContent', { set: (rules: string) => void sheet.replaceSync(rules) });
  element.remove = () => {
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((other) => other !== sheet);
    Element.prototype.remove.call(element);
  };
  return element;
}

function withStyle(element: HTMLElement): HTMLElement {
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = value;
    else Element.prototype.setAttribute.call(element, name, value);
  };
  return element;
}

function reach(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) ? Reflect.get(at, name) : undefined), from);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
