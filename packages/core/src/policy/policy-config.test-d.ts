/** What the types take and refuse: compiled by `typecheck`, never run. */
import { definePolicy, type PolicyConfig } from '../index.js';

const fromEnvironment: string[] = [];
const isSecure: boolean = fromEnvironment.length > 0;

// taken
definePolicy({ origins: '*' });
definePolicy({ origins: 'none', credentials: true });
definePolicy({ origins: 'https://a.example', credentials: true, exposedHeaders: 'x-a' });
definePolicy({ origins: [/^https:\/\/a\.example$/, { regex: '^https://b$' }, ...fromEnvironment], credentials: true });
definePolicy({ origins: fromEnvironment, credentials: isSecure });
definePolicy({ origins: '*', exposedHeaders: '*', maxAge: false });
definePolicy({ origins: '*', credentials: true, dangerously: { anyOriginWithCredentials: true } });
definePolicy({ origins: 'null', credentials: true, dangerously: { nullOriginWithCredentials: true } });
definePolicy([
  { origins: '*', paths: '/public/*' },
  { origins: ['https://a.example'], csrf: { trustedOrigins: 'none' } },
] as const);

definePolicy(definePolicy({ origins: '*' }).toJSON());

// @ts-expect-error: there is no default for origins
definePolicy({});
// @ts-expect-error: any origin with credentials takes a flag
definePolicy({ origins: '*', credentials: true });
// @ts-expect-error: and the flag has to be on
definePolicy({ origins: '*', credentials: true, dangerously: { anyOriginWithCredentials: false } });
// @ts-expect-error: null with credentials takes a flag
definePolicy({ origins: 'null', credentials: true });
// @ts-expect-error: with credentials browsers take '*' for the name of a header
definePolicy({ origins: 'https://a.example', credentials: true, exposedHeaders: '*' });
// @ts-expect-error: an origin has a scheme
definePolicy({ origins: 'example.com' });
// @ts-expect-error: whoever is trusted to write is named
definePolicy({ origins: '*', csrf: { trustedOrigins: '*' } });
// @ts-expect-error: null is nobody
definePolicy({ origins: '*', csrf: { trustedOrigins: 'null' } });
// @ts-expect-error: a field of another library
definePolicy({ origins: '*', allowHeaders: ['x-a'] });
// @ts-expect-error: true is no time
definePolicy({ origins: '*', maxAge: true });
// @ts-expect-error: two ways only
definePolicy({ origins: '*', disallowed: 'block' });

export const kept = { origins: ['https://a.example'], credentials: true } satisfies PolicyConfig;
