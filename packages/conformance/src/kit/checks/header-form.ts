import type { Check } from '../check/check.js';
import type { Feature } from '../fixture/adapter-under-test.js';
import type { ReplyScript, ScriptedHeader } from '../fixture/reply-script.js';

/** Every way in which a handler hands over a header. */
export interface HeaderForm {
  /** As in "a header … ". */
  readonly title: string;
  readonly needs: readonly Feature[];
  readonly reply: (headers: readonly ScriptedHeader[]) => ReplyScript;
  /** The same name may stand on several lines. */
  readonly repeats: boolean;
}

const unrelated: readonly ScriptedHeader[] = [['X-Unrelated', 'kept']];

export const headerForms: readonly HeaderForm[] = [
  { title: 'set one by one', needs: ['set'], repeats: false, reply: (headers) => ({ set: headers, body: 'hello' }) },
  {
    title: 'appended one by one',
    needs: ['append'],
    repeats: true,
    reply: (headers) => ({ append: headers, body: 'hello' }),
  },
  {
    title: 'in writeHead as an object',
    needs: ['head-object'],
    repeats: false,
    reply: (headers) => ({ head: { form: 'object', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as a flat array',
    needs: ['head-flat-array'],
    repeats: true,
    reply: (headers) => ({ head: { form: 'flat-array', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as nested arrays',
    needs: ['head-nested-arrays'],
    repeats: true,
    reply: (headers) => ({ head: { form: 'nested-arrays', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as an object, after others were set one by one',
    needs: ['set', 'head-object'],
    repeats: false,
    reply: (headers) => ({ set: unrelated, head: { form: 'object', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as a flat array, after others were set one by one',
    needs: ['set', 'head-flat-array'],
    repeats: false,
    reply: (headers) => ({ set: unrelated, head: { form: 'flat-array', headers }, body: 'hello' }),
  },
  {
    title: 'set one by one, with others in writeHead as an object',
    needs: ['set', 'head-object'],
    repeats: false,
    reply: (headers) => ({ set: headers, head: { form: 'object', headers: unrelated }, body: 'hello' }),
  },
  {
    title: 'both set one by one and in writeHead as an object',
    needs: ['set', 'head-object'],
    repeats: false,
    reply: (headers) => ({ set: headers, head: { form: 'object', headers }, body: 'hello' }),
  },
  {
    title: 'both set one by one and in writeHead as a flat array',
    needs: ['set', 'head-flat-array'],
    repeats: false,
    reply: (headers) => ({ set: headers, head: { form: 'flat-array', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead, with a reason phrase',
    needs: ['head-object', 'status-message'],
    repeats: false,
    reply: (headers) => ({ statusMessage: 'Fine By Me', head: { form: 'object', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as a flat array, with a reason phrase',
    needs: ['head-flat-array', 'status-message'],
    repeats: true,
    reply: (headers) => ({ statusMessage: 'Fine By Me', head: { form: 'flat-array', headers }, body: 'hello' }),
  },
  {
    title: 'in writeHead as an object, the reason phrase left undefined',
    needs: ['head-object-third'],
    repeats: false,
    reply: (headers) => ({ head: { form: 'object-third', headers }, body: 'hello' }),
  },
  {
    title: 'set one by one, with an empty writeHead',
    needs: ['set', 'head-object'],
    repeats: false,
    reply: (headers) => ({ set: headers, head: { form: 'object', headers: [] }, body: 'hello' }),
  },
  {
    title: 'set one by one before a stream',
    needs: ['set'],
    repeats: false,
    reply: (headers) => ({ set: headers, stream: [{ write: 'one' }, { write: 'two' }] }),
  },
];

/** The same checks for every form. */
export const inEveryForm = (ofForm: (form: HeaderForm) => readonly Check[]): readonly Check[] =>
  headerForms.flatMap(ofForm).map((check) => ({ ...check, variant: true }));
