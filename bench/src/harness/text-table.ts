import type { Cell, Table } from './report.ts';
import { median } from './statistics.ts';

/** A table as lines of text: medians, and behind each its ratio to the row it is compared with. */
export function printTable({ title, columns, baseline, rows }: Table): string {
  const baselineCells = rows.find(({ name }) => name === baseline)?.cells;
  const head = ['', ...columns.map(({ name, unit }) => (unit === '' ? name : `${name} ${unit}`))];
  const body = rows.map(({ name, cells }) => [
    name,
    ...columns.map((_, index) => printCell(cells[index] ?? null, baselineCells?.[index] ?? null)),
  ]);
  const widths = head.map((_, index) => Math.max(...[head, ...body].map((line) => line[index]?.length ?? 0)));
  const lines = [head, ...body].map((line) =>
    line.map((text, index) => (index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0))),
  );
  return [`\n  ${title}`, ...lines.map((line) => `  ${line.join('   ').trimEnd()}`)].join('\n');
}

function printCell(cell: Cell, baseline: Cell): string {
  if (cell === null || cell.length === 0) return '–';
  const value = median(cell);
  if (baseline === null) return printNumber(value);
  const ratio = value / median(baseline);
  return `${printNumber(value)} ${`×${printNumber(ratio)}`.padStart(7)}`;
}

/** Three digits that count, and no more than a reader can use. */
function printNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
