import { describe, expect, test } from 'vitest';
import { publicSuffixes } from './index.js';

const suffixOf = (hostname: string): string | undefined => publicSuffixes.publicSuffix(hostname);

describe('a name under a rule of the list', () => {
  test.each([
    ['example.com', 'com'],
    ['a.b.example.co.uk', 'co.uk'],
    ['co.uk', 'co.uk'],
    ['com', 'com'],
  ])('%s has the suffix %s', (name, suffix) => {
    expect(suffixOf(name)).toBe(suffix);
  });

  test.each([
    ['someone.github.io', 'github.io'],
    ['github.io', 'github.io'],
    ['pr-1.team.vercel.app', 'vercel.app'],
  ])('%s counts the private section: %s', (name, suffix) => {
    expect(suffixOf(name)).toBe(suffix);
  });

  test('a wildcard rule takes one more label', () => {
    expect(suffixOf('shop.somewhere.kawasaki.jp')).toBe('somewhere.kawasaki.jp');
    expect(suffixOf('a.b.ck')).toBe('b.ck');
  });

  test('an exception rule takes one label less', () => {
    expect(suffixOf('city.kawasaki.jp')).toBe('kawasaki.jp');
    expect(suffixOf('www.ck')).toBe('ck');
  });

  test('a name in punycode is read in punycode', () => {
    expect(suffixOf('xn--bcher-kva.xn--55qx5d.cn')).toBe('xn--55qx5d.cn');
  });

  test('underscores and doubled hyphens are no obstacle', () => {
    expect(suffixOf('_a--b_.github.io')).toBe('github.io');
  });
});

describe('a name under no rule of the list', () => {
  test.each(['example', 'constructor', '__proto__', 'hasownproperty'])('.%s: the last label is the suffix', (label) => {
    expect(suffixOf(`app.internal.${label}`)).toBe(label);
  });
});

describe('what has no suffix', () => {
  test.each(['', '.', '127.0.0.1', '[::1]', '::1'])('%j', (name) => {
    expect(suffixOf(name)).toBeUndefined();
  });
});

test('the object is frozen, and its function works without it', () => {
  const { publicSuffix } = publicSuffixes;
  expect(Object.isFrozen(publicSuffixes)).toBe(true);
  expect(publicSuffix('a.github.io')).toBe('github.io');
});

test('a long name is answered, whatever is in it', () => {
  expect(suffixOf(`${'a.'.repeat(5_000)}com`)).toBe('com');
  expect(suffixOf('.'.repeat(5_000))).toBeUndefined();
});
