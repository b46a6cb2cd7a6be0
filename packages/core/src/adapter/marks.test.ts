import { describe, expect, it } from 'vitest';
import { createMarks } from './marks.js';

const objects: readonly (readonly [string, () => object])[] = [
  ['a plain object', () => ({})],
  ['a frozen object', () => Object.freeze({})],
  ['an object without a prototype', () => Object.create(null)],
  ['a function', () => () => undefined],
  ['a proxy', () => new Proxy({}, {})],
  ['a Response', () => new Response('a')],
];

describe.each(objects)('marks on %s', (_, make) => {
  it('are there until they are changed, each for its own object', () => {
    const marks = createMarks<object, string>();
    const [object, other] = [make(), make()];
    expect(marks.get(object)).toBeUndefined();
    for (const value of ['a', 'b', undefined, 'c']) {
      marks.set(object, value);
      expect([marks.get(object), marks.get(other)]).toEqual([value, undefined]);
    }
  });

  it('of one kind are not those of another', () => {
    const [marks, others] = [createMarks<object, string>(), createMarks<object, string>()];
    const object = make();
    marks.set(object, 'a');
    expect(others.get(object)).toBeUndefined();
    others.set(object, 'b');
    expect([marks.get(object), others.get(object)]).toEqual(['a', 'b']);
  });

  it('are seen by nobody', () => {
    const object = make();
    const before = Object.getOwnPropertyDescriptors(object);
    createMarks<object, string>().set(object, 'a');
    expect(Object.getOwnPropertyDescriptors(object)).toEqual(before);
  });
});
