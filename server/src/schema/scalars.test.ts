import { GraphQLScalarType, parseValue } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from './index.ts';

const schema = buildSchema();

function scalar(name: string): GraphQLScalarType {
  const type = schema.getType(name);
  if (type instanceof GraphQLScalarType) return type;
  throw new Error(`${name} is no scalar`);
}

describe('DateTime', () => {
  const { parseValue, serialize } = scalar('DateTime');

  test('is written in UTC with milliseconds', () => {
    expect(serialize(Date.UTC(2026, 0, 31, 12, 0, 0, 7))).toBe('2026-01-31T12:00:00.007Z');
  });

  test.each([
    ['2026-01-31T12:00Z', Date.UTC(2026, 0, 31, 12)],
    ['2026-01-31T12:00:01Z', Date.UTC(2026, 0, 31, 12, 0, 1)],
    ['2026-01-31T12:00:01.5Z', Date.UTC(2026, 0, 31, 12, 0, 1, 500)],
    ['2026-01-31T12:00:01.123456789Z', Date.UTC(2026, 0, 31, 12, 0, 1, 123)],
    ['2026-01-31T12:00:00+02:00', Date.UTC(2026, 0, 31, 10)],
    ['2026-01-31T12:00:00-05:30', Date.UTC(2026, 0, 31, 17, 30)],
    ['2028-02-29T00:00Z', Date.UTC(2028, 1, 29)],
  ])('%s is read', (text, ms) => {
    expect(parseValue(text)).toBe(ms);
  });

  test.each([
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-02-31T12:00:00Z',
    '2026-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-01-31T25:00:00Z',
    '31.01.2026',
    '',
    1_000,
    null,
    {},
  ])('%j is refused', (value) => {
    expect(() => parseValue(value)).toThrow('This must be a moment such as 2026-01-31T12:00:00Z.');
  });
});

describe('Date', () => {
  const { parseValue, serialize } = scalar('Date');

  test('is a day in UTC', () => {
    expect(parseValue('2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(serialize(Date.UTC(2026, 0, 31, 23))).toBe('2026-01-31');
  });

  test.each(['2026-02-31', '2026-02-29', '2026-00-01', '2026-1-1', '2026-01-31T12:00Z', '', 5])(
    '%j is refused',
    (value) => {
      expect(() => parseValue(value)).toThrow('This must be a day such as 2026-01-31.');
    },
  );
});

describe('JSONObject', () => {
  const type = scalar('JSONObject');

  test('is an object, as a variable and in a query’s text', () => {
    expect(type.parseValue({ a: [1, null] })).toEqual({ a: [1, null] });
    expect(type.parseLiteral(parseValue('{ a: [1, null, "x"], b: $b }'), { b: true })).toEqual({
      a: [1, null, 'x'],
      b: true,
    });
  });

  test('keeps a member named __proto__ a member', () => {
    const value = type.parseValue(JSON.parse('{"__proto__":{"admin":true}}'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([[[]], ['{}'], [1], [true], [null]])('%j is refused', (value) => {
    expect(() => type.parseValue(value)).toThrow('This must be a JSON object.');
  });
});

describe('Revision', () => {
  const { parseValue } = scalar('Revision');

  test('is any string that is not long: what it says is looked at later', () => {
    expect(parseValue('abcdefgh.0000000000000001')).toBe('abcdefgh.0000000000000001');
    expect(parseValue('x'.repeat(64))).toHaveLength(64);
    expect(() => parseValue('x'.repeat(65))).toThrow('A revision is a string');
    expect(() => parseValue(7)).toThrow('A revision is a string');
  });
});
