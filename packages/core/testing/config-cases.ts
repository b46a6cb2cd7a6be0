/**
 * What `definePolicy` accepts and refuses, as one table: the tests of `definePolicy` and of the JSON Schema read it.
 */
import type { PolicyErrorCode, PolicyWarningCode } from '../src/index.js';

type Path = readonly (string | number)[];

export interface AcceptedConfig {
  readonly name: string;
  readonly config: unknown;
  /** Whether it takes the public suffix list. */
  readonly publicSuffixes?: boolean;
  readonly warnings?: readonly (readonly [PolicyWarningCode, Path])[];
  /** Fields of the canonical config. */
  readonly canonical?: Readonly<Record<string, unknown>>;
}

export interface RefusedConfig {
  readonly name: string;
  readonly config: unknown;
  readonly publicSuffixes?: boolean;
  /** All issues, and no other. */
  readonly issues: readonly (readonly [code: PolicyErrorCode, path: Path, hint?: string])[];
  /** Why a JSON Schema cannot refuse it. */
  readonly beyondSchema?: string;
}

const origin = (text: string, canonical: string = text): AcceptedConfig => ({
  name: `the origin ${text}`,
  config: { origins: [text] },
  canonical: { origins: [canonical] },
});

export const acceptedConfigs: readonly AcceptedConfig[] = [
  { name: "'*'", config: { origins: '*' }, canonical: { origins: '*', credentials: false } },
  { name: "['*'], which means '*'", config: { origins: ['*'] }, canonical: { origins: '*' } },
  { name: "'none'", config: { origins: 'none' }, canonical: { origins: 'none' } },
  {
    name: 'a single origin',
    config: { origins: 'https://example.com' },
    canonical: { origins: ['https://example.com'] },
  },
  { name: 'the link to the schema in a policy file', config: { $schema: './policy.schema.json', origins: '*' } },
  origin('https://example.com'),
  origin('HTTPS://Bücher.example:443', 'https://xn--bcher-kva.example'),
  origin('http://example.com:80', 'http://example.com'),
  origin('http://example.com:443'),
  origin('https://example.com:8443'),
  origin('https://a_b.example.com'),
  origin('https://-a-.example.com'),
  origin('https://xn--bcher-kva.example'),
  origin('https://*.example.com'),
  origin('https://*.Bücher.example', 'https://*.xn--bcher-kva.example'),
  origin('https://*.example.com:8443'),
  origin('https://*.example.com:*'),
  origin('https://pr-*.preview.example.com'),
  origin('https://*-team.example.com'),
  origin('https://PR-*-x.example.com', 'https://pr-*-x.example.com'),
  origin('http://*.localhost'),
  origin('http://*.localhost:*'),
  origin('http://localhost:*'),
  origin('http://localhost'),
  origin('http://127.0.0.1:3000'),
  origin('http://[::1]'),
  origin('http://[0:0:0:0:0:0:0:1]:8080', 'http://[::1]:8080'),
  origin('https://[2001:DB8::0001]', 'https://[2001:db8::1]'),
  origin('capacitor://localhost'),
  origin('tauri://localhost'),
  origin('chrome-extension://abcdefghijklmnopabcdefghijklmnop'),
  origin('moz-extension://0a1b2c3d-0000-4000-8000-000000000000'),
  origin('ionic://localhost'),
  origin('null'),
  origin('file://'),
  {
    name: 'a RegExp',
    config: { origins: [/^https:\/\/[a-z]+\.example\.com$/] },
    canonical: { origins: [{ regex: '^https:\\/\\/[a-z]+\\.example\\.com$' }] },
  },
  {
    name: 'a regex as JSON, whose g and y are dropped',
    config: { origins: { regex: '^https://[a-z]+\\.example$', flags: 'gi' } },
    canonical: { origins: [{ regex: '^https://[a-z]+\\.example$', flags: 'i' }] },
  },
  {
    name: 'a regex that is anchored in one alternative only, with a warning',
    config: { origins: [{ regex: '^https://a\\.example|https://b\\.example$' }] },
    warnings: [['regex-unanchored', ['origins', 0]]],
  },
  {
    name: 'an unanchored regex, with a warning',
    config: { origins: [{ regex: 'https://[a-z]+\\.example' }] },
    warnings: [['regex-unanchored', ['origins', 0]]],
  },
  {
    name: 'origins that are redundant, with a warning each',
    config: {
      origins: [
        'https://a.example.com',
        'https://*.example.com',
        'https://A.example.com',
        'https://pr-*.example.com',
        'https://x.y.example.com',
        'https://example.com',
      ],
    },
    canonical: { origins: ['https://*.example.com', 'https://example.com'] },
    warnings: [
      ['pattern-redundant', ['origins', 0]],
      ['pattern-redundant', ['origins', 2]],
      ['pattern-redundant', ['origins', 3]],
      ['pattern-redundant', ['origins', 4]],
    ],
  },
  {
    name: 'ports that are redundant beside any port',
    config: { origins: ['http://localhost:3000', 'http://localhost:*', 'http://localhost', 'https://localhost'] },
    canonical: { origins: ['http://localhost:*', 'https://localhost'] },
    warnings: [
      ['pattern-redundant', ['origins', 0]],
      ['pattern-redundant', ['origins', 2]],
    ],
  },
  {
    name: 'partial labels that cover one another',
    config: {
      origins: [
        'https://pr-1*.example.com',
        'https://pr-*.example.com',
        'https://pr-2.example.com',
        'https://pr-.example.com',
      ],
    },
    canonical: { origins: ['https://pr-*.example.com', 'https://pr-.example.com'] },
    warnings: [
      ['pattern-redundant', ['origins', 0]],
      ['pattern-redundant', ['origins', 2]],
    ],
  },
  { name: 'no methods', config: { origins: '*', methods: [] }, canonical: { methods: [] } },
  { name: 'a single method', config: { origins: '*', methods: 'PUT' }, canonical: { methods: ['PUT'] } },
  {
    name: 'the default methods and one more',
    config: { origins: '*', methods: ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'PROPFIND'] },
  },
  { name: 'OPTIONS, a default method', config: { origins: '*', methods: ['OPTIONS'] } },
  { name: "methods ['*'], which means '*'", config: { origins: '*', methods: ['*'] }, canonical: { methods: '*' } },
  {
    name: "'*' beside other methods, with a warning",
    config: { origins: '*', methods: ['PUT', '*'] },
    canonical: { methods: '*' },
    warnings: [['methods-any-mixed', ['methods']]],
  },
  {
    name: 'a lower-case method, with a warning',
    config: { origins: '*', methods: ['PUT', 'patch'] },
    warnings: [['method-lower-case', ['methods', 1]]],
  },
  { name: 'no allowed headers', config: { origins: '*', allowedHeaders: [] }, canonical: { allowedHeaders: [] } },
  {
    name: 'header names in any case, once each',
    config: { origins: '*', allowedHeaders: ['X-B', 'x-a', 'X-b'] },
    canonical: { allowedHeaders: ['x-b', 'x-a'] },
  },
  {
    name: 'a single header',
    config: { origins: '*', allowedHeaders: 'X-A', exposedHeaders: 'X-B' },
    canonical: { allowedHeaders: ['x-a'], exposedHeaders: ['x-b'] },
  },
  {
    name: "'*' beside authorization",
    config: { origins: '*', allowedHeaders: ['Authorization', '*'] },
    canonical: { allowedHeaders: ['*', 'authorization'] },
  },
  {
    name: "'*' beside another header, with a warning",
    config: { origins: '*', allowedHeaders: ['*', 'x-a'] },
    canonical: { allowedHeaders: '*' },
    warnings: [['headers-any-mixed', ['allowedHeaders']]],
  },
  {
    name: 'headers that need no permission or get none, with a warning each',
    config: {
      origins: '*',
      allowedHeaders: ['accept', 'accept-language', 'cookie', 'sec-x', 'proxy-x'],
      exposedHeaders: ['content-type', 'etag', 'expires', 'set-cookie'],
    },
    warnings: [
      ['header-safelisted', ['exposedHeaders', 2]],
      ['header-browser-forbidden', ['exposedHeaders', 3]],
      ['header-safelisted', ['allowedHeaders', 1]],
      ['header-browser-forbidden', ['allowedHeaders', 2]],
      ['header-browser-forbidden', ['allowedHeaders', 3]],
      ['header-browser-forbidden', ['allowedHeaders', 4]],
    ],
  },
  {
    name: 'every header exposed, without credentials',
    config: { origins: '*', exposedHeaders: '*' },
    canonical: { exposedHeaders: '*' },
  },
  {
    name: 'any method and any header, with credentials',
    config: { origins: ['https://a.example'], methods: '*', allowedHeaders: '*', credentials: true },
  },
  { name: 'maxAge 0', config: { origins: '*', maxAge: 0 }, canonical: { maxAge: 0 } },
  { name: 'maxAge false', config: { origins: '*', maxAge: false }, canonical: { maxAge: false } },
  {
    name: 'a maxAge that no browser keeps, with a warning',
    config: { origins: '*', maxAge: 86_401 },
    warnings: [['max-age-above-caps', ['maxAge']]],
  },
  {
    name: 'privateNetwork, with a warning',
    config: { origins: '*', privateNetwork: true },
    warnings: [['private-network-obsolete', ['privateNetwork']]],
  },
  { name: 'a preflight status', config: { origins: '*', preflightStatus: 200 }, canonical: { preflightStatus: 200 } },
  {
    name: "disallowed 'reject'",
    config: { origins: 'none', disallowed: 'reject', timing: true },
    canonical: { disallowed: 'reject', timing: true },
  },
  {
    name: 'paths, compared without case',
    config: { origins: '*', paths: ['/API/*', '/health', '/caf%C3%A9', { regex: '^/v[0-9]+/.*$' }] },
    canonical: { paths: ['/api/*', '/health', '/caf%c3%a9', { regex: '^/v[0-9]+/.*$' }] },
  },
  { name: 'a path in Unicode', config: { origins: '*', paths: '/café/*' }, canonical: { paths: ['/caf%c3%a9/*'] } },
  { name: 'every path, written out', config: { origins: '*', paths: '/*' }, canonical: { paths: ['/*'] } },
  {
    name: 'a path twice, with a warning',
    config: { origins: '*', paths: ['/a', '/A'] },
    canonical: { paths: ['/a'] },
    warnings: [['pattern-redundant', ['paths', 1]]],
  },
  { name: 'csrf false', config: { origins: '*', csrf: false }, canonical: { csrf: false } },
  {
    name: 'csrf with origins that may write',
    config: { origins: '*', csrf: { trustedOrigins: 'https://a.example' } },
    canonical: { csrf: { trustedOrigins: ['https://a.example'] } },
  },
  {
    name: 'csrf for the own origin only',
    config: { origins: '*', csrf: { trustedOrigins: 'none' } },
    canonical: { csrf: { trustedOrigins: 'none' } },
  },
  { name: 'rules for different paths', config: [{ origins: 'none', paths: '/admin/*' }, { origins: '*' }] },
  {
    name: 'a rule behind one for every origin, with a warning',
    config: [{ origins: '*' }, { origins: ['https://a.example'], credentials: true }, { origins: '*', paths: '/a' }],
    warnings: [
      ['rule-unreachable', [1]],
      ['rule-unreachable', [2]],
    ],
  },
  {
    name: 'credentials with exact origins, and http on this machine',
    config: {
      origins: ['https://a.example', 'http://localhost:*', 'http://127.0.0.1', 'http://[::1]', 'http://*.localhost'],
      credentials: true,
    },
  },
  {
    name: 'credentials with a wildcard over a registrable domain',
    config: { origins: ['https://*.example.com', 'https://pr-*.example.co.uk'], credentials: true },
    publicSuffixes: true,
  },
  {
    name: 'credentials with a regex that keeps to its domain',
    config: { origins: [{ regex: '^https://([a-z]+\\.)?(foo|bar)\\.example\\.(com|org)$' }], credentials: true },
  },
  {
    name: 'credentials with regexes that keep to what they name',
    config: {
      origins: [
        { regex: '^https://[a-z]+[.]example[.]com$' },
        { regex: '^https://[eE]xample\\.com$', flags: 'i' },
        { regex: '^https://10\\.\\d+\\.\\d+\\.\\d+$' },
        { regex: '^https://192\\.168\\.\\d{1,3}\\.\\d{1,3}(:\\d+)?$' },
        { regex: '^https://172\\.(1[6-9]|2\\d|3[01])\\.\\d+\\.\\d+$' },
        { regex: '^capacitor://localhost$' },
      ],
      credentials: true,
    },
  },
  {
    name: 'a regex that no origin matches, with a warning',
    config: { origins: [{ regex: '^example\\.com$' }] },
    warnings: [['regex-matches-nothing', ['origins', 0]]],
  },
  {
    name: 'paths that cover one another, with a warning, though they stay',
    config: { origins: '*', paths: ['/api/*', '/API/x', '/api', '/other'] },
    canonical: { paths: ['/api/*', '/api/x', '/api', '/other'] },
    warnings: [
      ['pattern-redundant', ['paths', 1]],
      ['pattern-redundant', ['paths', 2]],
    ],
  },
  {
    name: 'credentials with a regex for this machine',
    config: { origins: [{ regex: '^https?://localhost(:\\d+)?$' }], credentials: true },
  },
  {
    name: 'any origin with credentials, by name',
    config: { origins: '*', credentials: true, dangerously: { anyOriginWithCredentials: true } },
    canonical: { dangerously: { anyOriginWithCredentials: true } },
  },
  {
    name: 'null with credentials, by name',
    config: { origins: ['null', 'file://'], credentials: true, dangerously: { nullOriginWithCredentials: true } },
  },
  {
    name: 'http with credentials, by name',
    config: { origins: ['http://a.example'], credentials: true, dangerously: { insecureOrigins: true } },
  },
  {
    name: 'a public suffix with credentials, by name',
    config: { origins: ['https://*.github.io'], credentials: true, dangerously: { publicSuffixWildcards: true } },
  },
  {
    name: 'a loose regex with credentials, by name',
    config: { origins: [{ regex: '^https://.*$' }], credentials: true, dangerously: { looseRegexes: true } },
  },
  {
    name: 'a dangerous flag that is off',
    config: { origins: '*', dangerously: { insecureOrigins: false } },
    canonical: { dangerously: {} },
  },
];

const refusedOrigin = (text: string, code: PolicyErrorCode, meant?: string, beyondSchema?: string): RefusedConfig => ({
  name: `the origin ${text}`,
  config: { origins: [text] },
  issues: [meant === undefined ? [code, ['origins', 0]] : [code, ['origins', 0], `write ${meant}`]],
  ...(beyondSchema === undefined ? {} : { beyondSchema }),
});

const withCredentials = (entry: unknown, code: PolicyErrorCode, beyondSchema?: string): RefusedConfig => ({
  name: `${typeof entry === 'string' ? entry : JSON.stringify(entry)} with credentials`,
  config: { origins: [entry], credentials: true },
  publicSuffixes: true,
  issues: [[code, ['origins', 0]]],
  ...(beyondSchema === undefined ? {} : { beyondSchema }),
});

const LIST = 'a schema has no public suffix list';
const IDNA = 'a schema knows no IDNA';
const PROBE = 'a schema runs no regex';

export const refusedConfigs: readonly RefusedConfig[] = [
  { name: 'no object', config: 5, issues: [['config-invalid', []]] },
  { name: 'a text', config: 'https://example.com', issues: [['config-invalid', []]] },
  { name: 'null', config: null, issues: [['config-invalid', []]] },
  { name: 'no rule', config: [], issues: [['rules-empty', []]] },
  { name: 'a rule that is none', config: [{ origins: '*' }, 'x'], issues: [['config-invalid', [1]]] },
  { name: 'no origins', config: {}, issues: [['field-missing', ['origins']]] },
  { name: 'an empty list of origins', config: { origins: [] }, issues: [['list-empty', ['origins'], "write 'none'"]] },
  {
    name: "'*' beside others",
    config: { origins: ['https://a.example', '*'] },
    issues: [['origins-mixed', ['origins', 1]]],
  },
  {
    name: "'none' beside others",
    config: { origins: ['none', 'https://a.example'] },
    issues: [['origins-mixed', ['origins', 0]]],
  },
  { name: 'a number as origin', config: { origins: 5 }, issues: [['type-invalid', ['origins']]] },
  {
    name: 'a boolean as origin, as some libraries take it',
    config: { origins: true },
    issues: [['type-invalid', ['origins']]],
  },
  {
    name: 'an unknown field',
    config: { origins: '*', allowHeaders: ['x'] },
    issues: [['field-unknown', ['allowHeaders'], 'did you mean allowedHeaders?']],
  },
  {
    name: 'a misspelled field',
    config: { origins: '*', credentails: true },
    issues: [['field-unknown', ['credentails'], 'did you mean credentials?']],
  },
  {
    name: "another library's field",
    config: { origins: '*', optionsSuccessStatus: 200 },
    issues: [['field-unknown', ['optionsSuccessStatus'], 'did you mean preflightStatus?']],
  },
  { name: 'a field like nothing', config: { origins: '*', wombat: 1 }, issues: [['field-unknown', ['wombat']]] },
  {
    name: 'a place in a list of rules',
    config: [
      { origins: '*' },
      { origins: 'none', paths: '/a' },
      { origins: ['https://a.example', 'x', 'https://a.b/'] },
    ],
    issues: [
      ['origin-scheme-missing', [2, 'origins', 1]],
      ['origin-path', [2, 'origins', 2], 'write https://a.b'],
    ],
  },
  {
    name: 'equal rules, whose lists are in another order',
    config: [
      { origins: ['https://a.example', 'https://b.example'], methods: ['PUT', 'PATCH'] },
      { origins: ['https://b.example', 'https://a.example:443'], methods: ['PATCH', 'PUT'], maxAge: 86_400 },
    ],
    issues: [['rule-duplicate', [1], 'leave it out']],
    beyondSchema: 'equal only once normalised',
  },
  {
    name: 'equal rules',
    config: [{ origins: ['https://a.example'] }, { origins: 'https://a.example:443', maxAge: 86_400 }],
    issues: [['rule-duplicate', [1], 'leave it out']],
    beyondSchema: 'equal only once normalised',
  },

  refusedOrigin('example.com', 'origin-scheme-missing', 'https://example.com'),
  refusedOrigin('localhost:3000', 'origin-scheme-missing', 'http://localhost:3000'),
  refusedOrigin('//example.com', 'origin-scheme-missing', 'https://example.com'),
  refusedOrigin('*.example.com', 'origin-scheme-missing', 'https://*.example.com'),
  refusedOrigin('', 'origin-scheme-missing'),
  refusedOrigin('Null', 'origin-scheme-missing', 'null'),
  refusedOrigin(
    'https://a.example,https://b.example',
    'origin-comma-joined',
    '["https://a.example","https://b.example"]',
  ),
  refusedOrigin(' https://a.example', 'origin-whitespace', 'https://a.example'),
  refusedOrigin('1http://a.example', 'origin-scheme-invalid'),
  refusedOrigin('http*://a.example', 'origin-scheme-wildcard'),
  refusedOrigin('*://a.example', 'origin-scheme-wildcard'),
  refusedOrigin('file:///etc/passwd', 'origin-file-invalid', 'file://'),
  refusedOrigin('file://host', 'origin-file-invalid', 'file://'),
  refusedOrigin('https://example.com/', 'origin-path', 'https://example.com'),
  refusedOrigin('https://example.com/path', 'origin-path', 'https://example.com'),
  refusedOrigin('https://example.com?q', 'origin-query', 'https://example.com'),
  refusedOrigin('https://example.com#f', 'origin-fragment', 'https://example.com'),
  refusedOrigin('https://user:pw@example.com', 'origin-userinfo', 'https://example.com'),
  refusedOrigin('https://example.com:', 'origin-port-invalid', 'https://example.com'),
  refusedOrigin('https://example.com:0', 'origin-port-invalid'),
  refusedOrigin('https://example.com:65536', 'origin-port-invalid'),
  refusedOrigin('https://example.com:08080', 'origin-port-invalid'),
  refusedOrigin('https://example.com:8*', 'origin-port-invalid'),
  refusedOrigin('https://', 'origin-host-missing'),
  refusedOrigin('https://a..example', 'origin-label-invalid', 'https://a.example'),
  refusedOrigin('https://example.com.', 'origin-label-invalid', 'https://example.com'),
  refusedOrigin('https://exa mple.com', 'origin-label-invalid'),
  refusedOrigin('https://exa%6Dple.com', 'origin-label-invalid'),
  refusedOrigin('https://a!b.example', 'origin-label-invalid'),
  refusedOrigin(`https://${'a'.repeat(64)}.example`, 'origin-label-invalid'),
  refusedOrigin(
    `https://${'a.'.repeat(126)}ab`,
    'origin-host-too-long',
    undefined,
    'a pattern of alternatives bounds no total length',
  ),
  refusedOrigin('https://xn--a.example', 'origin-idn-invalid', undefined, IDNA),
  refusedOrigin('https://\u2488com.example', 'origin-idn-invalid', undefined, IDNA),
  refusedOrigin('http://127.1', 'origin-ipv4-invalid', 'http://127.0.0.1'),
  refusedOrigin('http://0x7f.0.0.1', 'origin-ipv4-invalid', 'http://127.0.0.1'),
  refusedOrigin('http://2130706433', 'origin-ipv4-invalid', 'http://127.0.0.1'),
  refusedOrigin('http://127.0.0.256', 'origin-ipv4-invalid'),
  refusedOrigin('https://example.123', 'origin-numeric-label'),
  refusedOrigin('http://[::ffff:1.2.3.4]', 'origin-ipv4-mapped', 'http://1.2.3.4'),
  refusedOrigin('http://[::ffff:102:304]', 'origin-ipv4-mapped', 'http://1.2.3.4', 'the hexadecimal form'),
  refusedOrigin('http://[1::2::3]', 'origin-ipv6-invalid', undefined, 'the grammar of IPv6'),
  refusedOrigin('http://[fe80::1%eth0]', 'origin-ipv6-invalid'),
  refusedOrigin('http://::1', 'origin-ipv6-invalid', 'http://[::1]'),
  refusedOrigin('https://*', 'origin-wildcard-invalid'),
  refusedOrigin('https://*.com', 'origin-wildcard-invalid'),
  refusedOrigin('https://*example.com', 'origin-wildcard-invalid'),
  refusedOrigin('https://a.*.example.com', 'origin-wildcard-invalid'),
  refusedOrigin('https://*.*.example.com', 'origin-wildcard-invalid'),
  refusedOrigin('https://**.example.com', 'origin-wildcard-invalid'),
  refusedOrigin('https://*.10.0.0.1', 'origin-wildcard-invalid'),
  {
    name: 'an origin with five mistakes',
    config: { origins: ['https://user@a.example:0/x?y#z'] },
    issues: [
      ['origin-path', ['origins', 0]],
      ['origin-query', ['origins', 0]],
      ['origin-fragment', ['origins', 0]],
      ['origin-userinfo', ['origins', 0]],
      ['origin-port-invalid', ['origins', 0]],
    ],
  },

  {
    name: 'a regex that does not compile',
    config: { origins: [{ regex: '(' }] },
    issues: [['regex-invalid', ['origins', 0]]],
    beyondSchema: 'a schema compiles no regex',
  },
  {
    name: 'a regex with unknown flags',
    config: { origins: { regex: 'x', flags: 'q' } },
    issues: [['regex-invalid', ['origins']]],
  },
  {
    name: 'a regex that only compiles with what is put around it',
    config: { origins: { regex: 'a)|(b' } },
    issues: [['regex-invalid', ['origins']]],
    beyondSchema: 'a schema compiles no regex',
  },
  {
    name: 'a regex that is no text',
    config: { origins: [{ regex: 5 }] },
    issues: [['type-invalid', ['origins', 0, 'regex']]],
  },
  {
    name: 'a regex with another field',
    config: { origins: [{ regex: '^x$', flag: 'i' }] },
    issues: [['field-unknown', ['origins', 0, 'flag'], 'write flags']],
  },

  {
    name: 'a method that is no token',
    config: { origins: '*', methods: ['GET, POST'] },
    issues: [['method-invalid', ['methods', 0], 'write ["GET","POST"]']],
  },
  { name: 'an empty method', config: { origins: '*', methods: '' }, issues: [['method-invalid', ['methods']]] },
  {
    name: 'a forbidden method',
    config: { origins: '*', methods: ['TRACE', 'connect', 'Track'] },
    issues: [
      ['method-forbidden', ['methods', 0]],
      ['method-forbidden', ['methods', 1]],
      ['method-forbidden', ['methods', 2]],
    ],
  },
  {
    name: 'a method that is no text',
    config: { origins: '*', methods: [true] },
    issues: [['type-invalid', ['methods', 0]]],
  },
  {
    name: 'a header that is no token',
    config: { origins: '*', allowedHeaders: ['x-a, x-b'], exposedHeaders: ['x a'] },
    issues: [
      ['header-invalid', ['exposedHeaders', 0]],
      ['header-invalid', ['allowedHeaders', 0], 'write ["x-a","x-b"]'],
    ],
  },
  {
    name: 'a header of the protocol',
    config: { origins: '*', allowedHeaders: ['Origin', 'Access-Control-Allow-Origin'] },
    issues: [
      ['header-forbidden', ['allowedHeaders', 0]],
      ['header-forbidden', ['allowedHeaders', 1]],
    ],
  },
  {
    name: 'a header that is no text',
    config: { origins: '*', exposedHeaders: 5 },
    issues: [['type-invalid', ['exposedHeaders']]],
  },
  {
    name: 'credentials as text',
    config: { origins: 'none', credentials: 'true' },
    issues: [['type-invalid', ['credentials'], 'write true without quotes']],
  },
  { name: 'a negative maxAge', config: { origins: '*', maxAge: -1 }, issues: [['max-age-invalid', ['maxAge']]] },
  {
    name: 'a fractional maxAge',
    config: { origins: '*', maxAge: 1.5 },
    issues: [['max-age-invalid', ['maxAge'], 'write 1']],
  },
  { name: 'maxAge NaN', config: { origins: '*', maxAge: Number.NaN }, issues: [['max-age-invalid', ['maxAge']]] },
  {
    name: 'a maxAge that is no plain number in a header',
    config: { origins: '*', maxAge: 1e21 },
    issues: [['max-age-invalid', ['maxAge']]],
  },
  {
    name: 'maxAge as text',
    config: { origins: '*', maxAge: '600' },
    issues: [['type-invalid', ['maxAge'], 'write 600 without quotes']],
  },
  { name: 'maxAge true', config: { origins: '*', maxAge: true }, issues: [['type-invalid', ['maxAge']]] },
  {
    name: 'a preflight status that browsers refuse',
    config: { origins: '*', preflightStatus: 302 },
    issues: [['preflight-status-invalid', ['preflightStatus']]],
  },
  {
    name: 'a preflight status as text',
    config: { origins: '*', preflightStatus: '204' },
    issues: [['type-invalid', ['preflightStatus']]],
  },
  {
    name: 'another word for disallowed',
    config: { origins: '*', disallowed: 'block' },
    issues: [['type-invalid', ['disallowed']]],
  },

  { name: 'an empty list of paths', config: { origins: '*', paths: [] }, issues: [['list-empty', ['paths']]] },
  {
    name: 'a path without a slash',
    config: { origins: '*', paths: 'api/*' },
    issues: [['path-slash-missing', ['paths'], 'write /api/*']],
  },
  {
    name: "'*' as a path",
    config: { origins: '*', paths: '*' },
    issues: [['path-slash-missing', ['paths'], 'write /*']],
  },
  {
    name: 'a star in the middle of a path',
    config: { origins: '*', paths: ['/a/*/b', '/api*'] },
    issues: [
      ['path-wildcard-invalid', ['paths', 0]],
      ['path-wildcard-invalid', ['paths', 1], 'write /api/*'],
    ],
  },
  {
    name: 'a path with a query',
    config: { origins: '*', paths: ['/a?b'] },
    issues: [['path-not-normal', ['paths', 0], 'write /a']],
  },
  {
    name: 'a path with dot segments',
    config: { origins: '*', paths: ['/a/../b'] },
    issues: [['path-not-normal', ['paths', 0], 'write /b']],
  },
  {
    name: 'a path with encoded dot segments',
    config: { origins: '*', paths: ['/a/%2e%2E/*'] },
    issues: [['path-not-normal', ['paths', 0], 'write /*']],
  },
  {
    name: 'a path with an encoded slash',
    config: { origins: '*', paths: ['/a%2Fb'] },
    issues: [['path-not-normal', ['paths', 0]]],
  },
  { name: 'a path that is no text', config: { origins: '*', paths: [5] }, issues: [['type-invalid', ['paths', 0]]] },

  { name: 'csrf true', config: { origins: '*', csrf: true }, issues: [['type-invalid', ['csrf']]] },
  {
    name: 'csrf without origins',
    config: { origins: '*', csrf: {} },
    issues: [['field-missing', ['csrf', 'trustedOrigins'], "write trustedOrigins: 'none'"]],
  },
  {
    name: 'csrf that trusts every origin',
    config: { origins: '*', csrf: { trustedOrigins: '*' } },
    issues: [['trusted-origins-any', ['csrf', 'trustedOrigins']]],
  },
  {
    name: 'csrf that trusts null',
    config: { origins: '*', csrf: { trustedOrigins: ['null'] } },
    issues: [['trusted-origins-null', ['csrf', 'trustedOrigins', 0]]],
  },
  {
    name: 'csrf that trusts http',
    config: { origins: '*', csrf: { trustedOrigins: ['http://a.example'] } },
    issues: [['insecure-origin', ['csrf', 'trustedOrigins', 0], 'write https://a.example']],
  },
  {
    name: 'csrf that trusts files',
    config: { origins: '*', csrf: { trustedOrigins: 'file://' } },
    issues: [['null-origin-with-credentials', ['csrf', 'trustedOrigins']]],
  },
  {
    name: 'csrf with a wildcard that cannot be checked',
    config: { origins: '*', csrf: { trustedOrigins: 'https://*.example.com' } },
    issues: [['public-suffixes-missing', ['csrf', 'trustedOrigins']]],
    beyondSchema: LIST,
  },
  {
    name: 'csrf with a loose regex',
    config: { origins: '*', csrf: { trustedOrigins: { regex: '^https://.*example\\.com$' } } },
    issues: [['loose-regex', ['csrf', 'trustedOrigins']]],
    beyondSchema: PROBE,
  },
  {
    name: 'an unknown field of csrf',
    config: { origins: '*', csrf: { trustedOrigins: 'none', trustedOrigin: 'none' } },
    issues: [['field-unknown', ['csrf', 'trustedOrigin'], 'did you mean trustedOrigins?']],
  },

  {
    name: 'any origin with credentials',
    config: { origins: '*', credentials: true },
    issues: [['any-origin-with-credentials', ['origins']]],
  },
  {
    name: 'every header exposed with credentials',
    config: { origins: ['https://a.example'], exposedHeaders: ['*'], credentials: true },
    issues: [['exposed-headers-any-with-credentials', ['exposedHeaders']]],
  },
  {
    name: 'a wildcard with credentials that cannot be checked',
    config: { origins: ['https://*.example.com'], credentials: true },
    issues: [
      [
        'public-suffixes-missing',
        ['origins', 0],
        "import { publicSuffixes } from '@cors-policy/public-suffixes';\ndefinePolicy(config, { publicSuffixes });",
      ],
    ],
    beyondSchema: LIST,
  },
  withCredentials('null', 'null-origin-with-credentials'),
  withCredentials('file://', 'null-origin-with-credentials'),
  withCredentials('http://a.example', 'insecure-origin'),
  withCredentials('http://10.0.0.1', 'insecure-origin'),
  withCredentials('http://localhost.example', 'insecure-origin'),
  withCredentials('https://*.github.io', 'public-suffix-wildcard', LIST),
  withCredentials('https://app-*.vercel.app', 'public-suffix-wildcard', LIST),
  withCredentials('https://*.co.uk', 'public-suffix-wildcard', LIST),
  withCredentials('https://*.kawasaki.jp', 'public-suffix-wildcard', LIST),
  withCredentials({ regex: '^https://.*example\\.com$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://.*\\.?example\\.com$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://api.example\\.com$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://example\\.com.*$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://example\\.[a-z]+$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://app-.*example\\.com$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://.*$' }, 'loose-regex', PROBE),
  {
    name: 'the scheme-less regex .*example\\.com$ with credentials',
    config: { origins: [{ regex: '.*example\\.com$' }], credentials: true },
    issues: [
      ['loose-regex', ['origins', 0]],
      ['insecure-origin', ['origins', 0]],
    ],
    beyondSchema: PROBE,
  },
  {
    name: 'the scheme-less regex ^[\\w:/.-]+example\\.com$ with credentials',
    config: { origins: [{ regex: '^[\\w:/.-]+example\\.com$' }], credentials: true },
    issues: [
      ['loose-regex', ['origins', 0]],
      ['insecure-origin', ['origins', 0]],
    ],
    beyondSchema: PROBE,
  },
  {
    name: 'the scheme-less regex .*example.* with credentials',
    config: { origins: [{ regex: '.*example.*' }], credentials: true },
    issues: [
      ['loose-regex', ['origins', 0]],
      ['insecure-origin', ['origins', 0]],
    ],
    beyondSchema: PROBE,
  },
  withCredentials({ regex: 'https://([a-z]+\\.)?vercel\\.app' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://(.*\\.)?co\\.uk$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://[\\d.]+$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://(localhost|[\\d.]+):\\d+$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://example\\.com(\\.\\w{2,3})?$' }, 'loose-regex', PROBE),
  {
    name: 'an upper-case regex for any case',
    config: { origins: [{ regex: '^https://[A-Z]+EXAMPLE\\.COM$', flags: 'i' }], credentials: true },
    issues: [['loose-regex', ['origins', 0]]],
    beyondSchema: PROBE,
  },
  {
    name: 'a fault beside a danger, both at once',
    config: { origins: ['http://b.example/', 'https://*.github.io/'], credentials: true },
    publicSuffixes: true,
    issues: [
      ['origin-path', ['origins', 0], 'write http://b.example'],
      ['origin-path', ['origins', 1], 'write https://*.github.io'],
      ['insecure-origin', ['origins', 0], 'write https://b.example'],
      ['public-suffix-wildcard', ['origins', 1]],
    ],
  },
  withCredentials({ regex: '^https://[a-z]+\\.github\\.io$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https://(.+\\.)?localhost.*$' }, 'loose-regex', PROBE),
  withCredentials({ regex: '^https?://([a-z]+\\.)?example\\.com$' }, 'insecure-origin', PROBE),
  {
    name: 'an unknown dangerous flag',
    config: { origins: '*', dangerously: { insecureOrigin: true } },
    issues: [['field-unknown', ['dangerously', 'insecureOrigin'], 'did you mean insecureOrigins?']],
  },
  {
    name: 'a dangerous flag that is no boolean',
    config: { origins: '*', dangerously: { insecureOrigins: 1 } },
    issues: [['type-invalid', ['dangerously', 'insecureOrigins']]],
  },
  {
    name: 'dangerously true',
    config: { origins: '*', dangerously: true },
    issues: [['type-invalid', ['dangerously']]],
  },
];
