import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeVary, varyMembers } from './vary.js';

const name = fc.constantFrom('Origin', 'origin', 'ACCEPT', 'Accept', 'Cookie', 'x-a', 'X-B', '*');
const separator = fc.constantFrom(',', ', ', ' , ', ',,');
const line = fc.tuple(fc.array(name, { maxLength: 4 }), separator).map(([names, comma]) => names.join(comma));
const value = fc.oneof(fc.constant(undefined), line, fc.array(line, { maxLength: 3 }));
const names = fc.array(name, { maxLength: 4 });

const lower = (members: readonly string[]): string[] => members.map((member) => member.toLowerCase());

describe('mergeVary', () => {
  it('loses no name and adds none that nobody asked for', () => {
    fc.assert(
      fc.property(value, names, (existing, added) => {
        const merged = varyMembers(mergeVary(existing, added) ?? existing);
        const all = new Set(lower([...varyMembers(existing), ...added]));
        if (all.has('*')) expect(merged).toContain('*');
        else expect(new Set(lower(merged))).toEqual(all);
      }),
    );
  });

  it('never repeats a name in a value that it writes, and writes a wildcard alone', () => {
    fc.assert(
      fc.property(value, names, (existing, added) => {
        const merged = varyMembers(mergeVary(existing, added));
        expect(new Set(lower(merged)).size).toBe(merged.length);
        if (merged.includes('*')) expect(merged).toEqual(['*']);
      }),
    );
  });

  it('has nothing to add the second time', () => {
    fc.assert(
      fc.property(value, names, (existing, added) => {
        const once = mergeVary(existing, added);
        if (once !== undefined) expect(mergeVary(once, added)).toBeUndefined();
      }),
    );
  });
});
