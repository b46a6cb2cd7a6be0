import { expect, it } from 'vitest';
import { freshStrings } from './fresh-strings.js';

it('gives the same texts each time, the empty one too', () => {
  const strings = freshStrings(['https://example.com', '', 'a']);
  expect(strings.take()).toEqual(['https://example.com', '', 'a']);
  expect(strings.take()).toEqual(['https://example.com', '', 'a']);
});
