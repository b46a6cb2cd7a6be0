import fc from 'fast-check';
import { junk, type Make, oddText } from './junk.js';

/** A value for any part of a descriptor. */
export const oddValue: fc.Arbitrary<Make> = fc.oneof(
  junk,
  fc
    .oneof(oddText, fc.constantFrom(undefined, 'OPTIONS', 'https://example.com', 'PUT', true, '/api'))
    .map((value) => () => value),
);

const fieldNames = [
  'origin',
  'host',
  'sec-fetch-site',
  'access-control-request-method',
  'access-control-request-headers',
  'access-control-request-private-network',
];

/** A descriptor whose every part may be anything. */
export const oddDescriptor: fc.Arbitrary<Make> = fc.oneof(
  { weight: 1, arbitrary: junk },
  {
    weight: 2,
    arbitrary: fc
      .tuple(oddValue, oddValue, oddValue, fc.array(oddValue, { maxLength: 6 }), fc.boolean())
      .map(([method, path, granted, values, isPreflight]) => () => {
        const headers = Object.fromEntries(values.map((value, index) => [fieldNames[index], value()]));
        return { method: isPreflight ? 'OPTIONS' : method(), path: path(), granted: granted(), headers };
      }),
  },
  { weight: 1, arbitrary: oddValue.map((headers) => () => ({ method: 'GET', path: '/api', headers: headers() })) },
);
