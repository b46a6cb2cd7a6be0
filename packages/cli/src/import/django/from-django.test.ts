import { describe, expect, test } from 'vitest';
import type { Conversion } from '../conversion.js';
import { fromDjango, fromDjangoModule } from './from-django.js';

const lost = ({ notes }: Conversion): readonly (string | undefined)[] =>
  notes.filter(({ severity }) => severity === 'lost').map(({ option }) => option);

const said = ({ notes }: Conversion, option: string): string =>
  notes
    .filter((note) => note.option === option)
    .map(({ message }) => message)
    .join('\n');

describe('settings as values', () => {
  test('none allow nobody, and leave the rest to the defaults, which are the same here', () => {
    expect(fromDjango({}).config).toEqual({ origins: 'none' });
  });

  test('all of them become fields of a rule', () => {
    const { config } = fromDjango({
      CORS_ALLOWED_ORIGINS: ['https://a.example', 'null'],
      CORS_ALLOWED_ORIGIN_REGEXES: ['^https://\\w+\\.example\\.com$', { pattern: '^https://b$', flags: 'i' }],
      CORS_ALLOW_METHODS: ['GET', 'PUT'],
      CORS_ALLOW_HEADERS: ['x-a'],
      CORS_EXPOSE_HEADERS: ['etag'],
      CORS_ALLOW_CREDENTIALS: true,
      CORS_PREFLIGHT_MAX_AGE: 600,
      CORS_ALLOW_PRIVATE_NETWORK: true,
      CORS_URLS_REGEX: '^/api/.*$',
      CSRF_TRUSTED_ORIGINS: ['https://a.example'],
    });
    expect(config).toEqual({
      origins: [
        'https://a.example',
        'null',
        { regex: '^https://\\w+\\.example\\.com$' },
        { regex: '^https://b$', flags: 'i' },
      ],
      credentials: true,
      methods: ['GET', 'PUT'],
      allowedHeaders: ['x-a'],
      exposedHeaders: ['etag'],
      maxAge: 600,
      privateNetwork: true,
      paths: ['/api/*'],
      csrf: { trustedOrigins: ['https://a.example'] },
    });
  });

  test('its max-age of 0 sends no header', () => {
    expect(fromDjango({ CORS_PREFLIGHT_MAX_AGE: 0 }).config.maxAge).toBe(false);
  });

  test('every origin is lost with credentials, and the listed ones stay', () => {
    const settings = { CORS_ALLOW_ALL_ORIGINS: true, CORS_ALLOWED_ORIGINS: ['https://a.example'] };
    expect(fromDjango(settings).config.origins).toBe('*');
    const conversion = fromDjango({ ...settings, CORS_ALLOW_CREDENTIALS: true });
    expect(conversion.config).toMatchObject({ origins: ['https://a.example'], credentials: true });
    expect(lost(conversion)).toEqual(['CORS_ALLOW_ALL_ORIGINS']);
  });

  test('a value of the wrong type is lost', () => {
    const conversion = fromDjango({ CORS_ALLOWED_ORIGINS: 'https://a.example', CORS_PREFLIGHT_MAX_AGE: '60' });
    expect(lost(conversion)).toEqual(['CORS_ALLOWED_ORIGINS', 'CORS_PREFLIGHT_MAX_AGE']);
  });

  test('a * in an origin is no pattern, and stands for nobody', () => {
    const conversion = fromDjango({ CORS_ALLOWED_ORIGINS: ['*', 'https://*.example.com', 'https://a.example'] });
    expect(conversion.config.origins).toEqual(['https://a.example']);
    expect(said(conversion, 'CORS_ALLOWED_ORIGINS[1]')).toContain('is no pattern there');
  });

  test('a wildcard that is trusted loses the domain itself, and that is told', () => {
    const conversion = fromDjango({ CSRF_TRUSTED_ORIGINS: ['https://*.example.com'] });
    expect(said(conversion, 'CSRF_TRUSTED_ORIGINS')).toContain('was the domain itself too');
  });

  test.each([['CORS_ALLOW_ALL_ORIGINS'], ['CORS_ALLOW_CREDENTIALS'], ['CORS_ALLOW_PRIVATE_NETWORK']])(
    '%s is off where it is neither true nor false, and that is told',
    (name) => {
      for (const value of [1, 'True', null]) {
        const conversion = fromDjango({ [name]: value });
        expect(conversion.config).toEqual({ origins: 'none' });
        expect(lost(conversion)).toEqual([name]);
      }
    },
  );

  test('a list of the wrong type grants nothing', () => {
    const settings = { CORS_ALLOW_METHODS: '*', CORS_ALLOW_HEADERS: '*', CSRF_TRUSTED_ORIGINS: 'https://a.example' };
    expect(fromDjango(settings).config).toEqual({
      origins: 'none',
      methods: [],
      allowedHeaders: [],
      csrf: { trustedOrigins: 'none' },
    });
  });

  test('a setting that there is not is told', () => {
    expect(said(fromDjango({ CORS_ALLOW_ORIGINS: ['*'] }), 'CORS_ALLOW_ORIGINS')).toContain('no such setting');
    expect(lost(fromDjango({ CORS_MODEL: 'a.B' }))).toEqual(['CORS_MODEL']);
  });
});

describe('old names', () => {
  const old = {
    CORS_ORIGIN_WHITELIST: ['https://old.example'],
    CORS_ORIGIN_REGEX_WHITELIST: ['^https://old\\.example$'],
    CORS_ORIGIN_ALLOW_ALL: false,
  };

  test('count where the new ones are missing', () => {
    expect(fromDjango(old).config.origins).toEqual(['https://old.example', { regex: '^https://old\\.example$' }]);
    expect(fromDjango({ CORS_ORIGIN_ALLOW_ALL: true }).config.origins).toBe('*');
  });

  test('give way to the new ones, even to empty ones, and that is told', () => {
    const conversion = fromDjango({
      ...old,
      CORS_ORIGIN_ALLOW_ALL: true,
      CORS_ALLOWED_ORIGINS: ['https://new.example'],
      CORS_ALLOWED_ORIGIN_REGEXES: [],
      CORS_ALLOW_ALL_ORIGINS: false,
    });
    expect(conversion.config.origins).toEqual(['https://new.example']);
    expect(said(conversion, 'CORS_ORIGIN_WHITELIST')).toContain('CORS_ALLOWED_ORIGINS is set too and wins');
  });
});

describe('CORS_URLS_REGEX', () => {
  test.each(['^.*$', '.*', '^/', '', '^/.*'])('%j is every path', (pattern) => {
    expect(fromDjango({ CORS_URLS_REGEX: pattern }).config.paths).toBeUndefined();
  });

  test.each(['^/api/.*$', '^/api/', '/api/.*'])('%j is a pattern, and the difference is told', (pattern) => {
    const conversion = fromDjango({ CORS_URLS_REGEX: pattern });
    expect(conversion.config.paths).toEqual(['/api/*']);
    expect(said(conversion, 'CORS_URLS_REGEX')).toContain('without case');
  });

  test.each([
    ['^/(api|v\\d)/', '^(?:^/(api|v\\d)/).*$'],
    ['^/health$', '^/health$'],
    ['/a', '^(?:/a).*$'],
  ])('%j stays a regex, held against the start', (pattern, regex) => {
    expect(fromDjango({ CORS_URLS_REGEX: pattern }).config.paths).toEqual([{ regex }]);
  });

  test('one that JavaScript has not is for no path', () => {
    const conversion = fromDjango({ CORS_URLS_REGEX: '^/a++$' });
    expect(conversion.config.paths).toEqual([{ regex: '(?!)' }]);
    expect(lost(conversion)).toEqual(['CORS_URLS_REGEX']);
  });
});

describe('a settings module', () => {
  const origins = (source: string): unknown => fromDjangoModule(source).config.origins;

  test.each([
    ['a list', 'CORS_ALLOWED_ORIGINS = ["https://a.example"]'],
    ['a tuple', "CORS_ALLOWED_ORIGINS = ('https://a.example',)"],
    ['a tuple without parentheses', "CORS_ALLOWED_ORIGINS = 'https://a.example',"],
    ['a set', 'CORS_ALLOWED_ORIGINS = {"https://a.example"}'],
    [
      'several lines, comments and a comma at the end',
      'CORS_ALLOWED_ORIGINS = [  # all\n  "https://a.example", # a\n]',
    ],
    ['a line that goes on', 'CORS_ALLOWED_ORIGINS = \\\n  ["https://a.example"]'],
    ['a type', 'CORS_ALLOWED_ORIGINS: list[str] = ["https://a.example"]'],
    ['texts side by side', 'CORS_ALLOWED_ORIGINS = ["https://" "a.example"]'],
    ['texts that are added', 'H = "a.example"\nCORS_ALLOWED_ORIGINS = ["https://" + H]'],
    ['lists that are added', 'A = ["https://a.example"]\nCORS_ALLOWED_ORIGINS = A + []'],
    ['a list that is unpacked', 'A = ["https://a.example"]\nCORS_ALLOWED_ORIGINS = (*A,)'],
    ['an addition in place', 'CORS_ALLOWED_ORIGINS = []\nCORS_ALLOWED_ORIGINS += ["https://a.example"]'],
    ['a tuple that is added to a list', 'CORS_ALLOWED_ORIGINS = []\nCORS_ALLOWED_ORIGINS += ("https://a.example",)'],
    ['a list in many brackets', `CORS_ALLOWED_ORIGINS = ${'('.repeat(60)}["https://a.example"]${')'.repeat(60)}`],
    ['a tuple that is added to by another name', 'A = ("https://a.example",)\nCORS_ALLOWED_ORIGINS = A\nA += ("b",)'],
    ['a name that is only read', 'CORS_ALLOWED_ORIGINS = ["https://a.example"]\nif CORS_ALLOWED_ORIGINS: pass'],
    ['two names', 'CORS_ALLOWED_ORIGINS = X = ["https://a.example"]'],
    [
      'the last of several',
      'CORS_ALLOWED_ORIGINS = ["https://b.example"]\nCORS_ALLOWED_ORIGINS = ["https://a.example"]',
    ],
    ['a statement behind another', 'X = 1; CORS_ALLOWED_ORIGINS = ["https://a.example"]'],
    ['line ends of Windows', 'X = 1\r\nCORS_ALLOWED_ORIGINS = [\r\n"https://a.example"]\r\n'],
    ['a long text before it', '"""\nCORS_ALLOWED_ORIGINS = []\n"""\nCORS_ALLOWED_ORIGINS = ["""https://a.example"""]'],
    ['long escapes', 'CORS_ALLOWED_ORIGINS = ["\\U00000068ttps://a.example"]'],
    ['escapes', 'CORS_ALLOWED_ORIGINS = ["\\x68ttps:\\u002f\\057a.example"]'],
    ['the old name', 'CORS_ORIGIN_WHITELIST = ["https://a.example"]'],
  ])('is read where there is %s', (_what, source) => {
    expect(origins(source)).toEqual(['https://a.example']);
  });

  test.each([
    ['a call', 'CORS_ALLOWED_ORIGINS = os.environ["X"].split(",")', 'os.environ'],
    ['a call of a known name', 'CORS_ALLOWED_ORIGINS = env.list("X")', 'env.list(...)'],
    ['an f-string', 'CORS_ALLOWED_ORIGINS = [f"https://{host}"]', 'f"https://{host}"'],
    ['an unknown name', 'CORS_ALLOWED_ORIGINS = BASE + ["https://a.example"]', 'BASE'],
    ['a comprehension', 'CORS_ALLOWED_ORIGINS = [x for x in "ab"]', 'x'],
    ['a condition', 'CORS_ALLOWED_ORIGINS = ["https://a.example"] if DEBUG else []', 'if'],
    ['a list and a tuple', 'CORS_ALLOWED_ORIGINS = ["https://a.example"] + ("https://b.example",)', 'a list + a tuple'],
    ['a block', 'if DEBUG:\n    CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a block on one line', 'if DEBUG: CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a class', 'class Dev(Base):\n  CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a method', 'CORS_ALLOWED_ORIGINS = []\nCORS_ALLOWED_ORIGINS.append("https://a.example")', 'by a method'],
    ['a block behind a semicolon', 'if DEBUG: pass; CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a colon in a condition', 'if X[1:2]: CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a class on one line', 'class Dev: CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'inside of a block'],
    ['a case', 'match X:\n  case 1: CORS_ALLOWED_ORIGINS = ["https://a.example"]', 'not read'],
    ['several names', 'CORS_ALLOWED_ORIGINS, X = ["https://a.example"], 1', 'not read'],
    ['several names behind one', 'X = CORS_ALLOWED_ORIGINS, Y = ["https://a.example"], 1', 'not read'],
    ['a name in brackets', '(CORS_ALLOWED_ORIGINS) = ["https://a.example"]', 'not read'],
    ['an assignment in an expression', 'print(CORS_ALLOWED_ORIGINS := ["https://a.example"])', 'not read'],
    ['a loop', 'for CORS_ALLOWED_ORIGINS in X: pass', 'not read'],
    ['an import', 'from base import (\n  CORS_ALLOWED_ORIGINS,\n)', 'not read'],
    ['a name of an import', 'import base as CORS_ALLOWED_ORIGINS', 'not read'],
    ['an attribute of another module', 'A = ["https://a.example"]\nCORS_ALLOWED_ORIGINS = base.A', 'base.A'],
    ['too many brackets', `CORS_ALLOWED_ORIGINS = ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'within one another'],
    ['too many signs', `CORS_ALLOWED_ORIGINS = ${'-'.repeat(50_000)}1`, 'within one another'],
  ])('that has %s is not guessed at: it is lost, and says where', (_what, source, obstacle) => {
    const conversion = fromDjangoModule(source);
    expect(conversion.config.origins).toBe('none');
    expect(lost(conversion)).toEqual(['CORS_ALLOWED_ORIGINS']);
    expect(said(conversion, 'CORS_ALLOWED_ORIGINS')).toContain(obstacle);
    expect(said(conversion, 'CORS_ALLOWED_ORIGINS')).toMatch(/\(line \d\)/);
  });

  test.each([
    ['is deleted', 'del CORS_ALLOWED_ORIGINS'],
    ['is deleted in a block', 'if DEBUG: del CORS_ALLOWED_ORIGINS'],
    ['loses one', 'del CORS_ALLOWED_ORIGINS[0]'],
    ['gets another one', 'CORS_ALLOWED_ORIGINS[0] = "https://b.example"'],
    ['becomes empty', 'CORS_ALLOWED_ORIGINS[:] = []'],
    ['is multiplied', 'CORS_ALLOWED_ORIGINS *= 0'],
    ['changes by another name', 'A.remove("https://a.example")'],
    ['is added to in an expression', '_ = [CORS_ALLOWED_ORIGINS.append(x) for x in X]'],
    ['is added to in a call', 'print(CORS_ALLOWED_ORIGINS.append("b"))'],
    ['is added to by another name', 'A += ["https://b.example"]'],
    ['loses one by another name', 'del A[0]'],
    ['is replaced by an import', 'from local import CORS_ALLOWED_ORIGINS'],
  ])('with a list that later %s does not keep what it had', (_what, change) => {
    const conversion = fromDjangoModule(`A = CORS_ALLOWED_ORIGINS = ["https://a.example"]\n${change}`);
    expect(conversion.config.origins).toBe('none');
    expect(lost(conversion)).toEqual(['CORS_ALLOWED_ORIGINS']);
  });

  test('that switches every origin off again does not allow them', () => {
    for (const change of ['del CORS_ALLOW_ALL_ORIGINS', 'CORS_ALLOW_ALL_ORIGINS &= False'])
      expect(origins(`CORS_ALLOW_ALL_ORIGINS = True\n${change}`)).toBe('none');
  });

  test('is stricter where a setting cannot be read', () => {
    const names = ['CORS_URLS_REGEX', 'CORS_ALLOW_METHODS', 'CORS_ALLOW_HEADERS', 'CSRF_TRUSTED_ORIGINS'];
    const source = names.map((name) => `${name} = env("X")`).join('\n');
    expect(fromDjangoModule(`CORS_ALLOWED_ORIGINS = ["https://a.example"]\n${source}`).config).toEqual({
      origins: ['https://a.example'],
      paths: [{ regex: '(?!)' }],
      methods: [],
      allowedHeaders: [],
      csrf: { trustedOrigins: 'none' },
    });
  });

  test('without a word about origins is told, for it may be the wrong file', () => {
    for (const source of ['', 'DEBUG = True\nCORS_ALLOW_CREDENTIALS = False']) {
      const { notes } = fromDjangoModule(source);
      expect(notes[0]).toMatchObject({ severity: 'lost', message: expect.stringContaining('no setting says') });
    }
    expect(lost(fromDjangoModule('CORS_ALLOWED_ORIGINS = []'))).toEqual([]);
    expect(lost(fromDjangoModule('CORS_ORIGIN_ALLOW_ALL = False'))).toEqual([]);
  });

  test('that imports all of another module says that it does not know it', () => {
    const conversion = fromDjangoModule('from .base import *\nCORS_ALLOWED_ORIGINS = ["https://a.example"]');
    expect(conversion.config.origins).toEqual(['https://a.example']);
    expect(conversion.notes[0]).toMatchObject({
      severity: 'lost',
      message: expect.stringContaining('.base is not read'),
    });
    expect(lost(fromDjangoModule('from corsheaders.defaults import *\nCORS_ALLOWED_ORIGINS = []'))).toEqual([]);
  });

  test('takes no longer where brackets stand within brackets', () => {
    const source = `CORS_ALLOWED_ORIGINS = ${'('.repeat(90)}1${',)'.repeat(90)}`;
    expect(lost(fromDjangoModule(source))).toEqual(['CORS_ALLOWED_ORIGINS']);
  });

  test('that adds in a block keeps what is certain, and loses the rest', () => {
    const source =
      'CORS_ALLOWED_ORIGINS = ["https://a.example"]\nif DEBUG:\n    CORS_ALLOWED_ORIGINS += ["http://localhost"]';
    const conversion = fromDjangoModule(source);
    expect(conversion.config.origins).toEqual(['https://a.example']);
    expect(lost(conversion)).toEqual(['CORS_ALLOWED_ORIGINS']);
  });

  test.each([
    ['more is added behind it', 'CORS_ALLOWED_ORIGINS += ["https://c.example"]', 'CORS_ALLOWED_ORIGINS'],
    ['more is added in another block', 'if X: CORS_ALLOWED_ORIGINS += Y', 'CORS_ALLOWED_ORIGINS'],
    ['another name is made of it', 'CORS_EXPOSE_HEADERS = CORS_ALLOWED_ORIGINS', 'CORS_EXPOSE_HEADERS'],
  ])('does not forget what a block adds where %s', (_what, line, name) => {
    const source = `CORS_ALLOWED_ORIGINS = ["https://a.example"]\nif DEBUG: CORS_ALLOWED_ORIGINS += ["b"]\n${line}`;
    const conversion = fromDjangoModule(source);
    expect(conversion.config).toEqual({ origins: ['https://a.example'] });
    expect(lost(conversion)).toContain('CORS_ALLOWED_ORIGINS');
    expect(lost(conversion)).toContain(name);
  });

  test('with a new name that cannot be read does not fall back to the old one', () => {
    const source = 'CORS_ORIGIN_WHITELIST = ["https://old.example"]\nCORS_ALLOWED_ORIGINS = env.list("X")';
    expect(origins(source)).toBe('none');
  });

  test('has the defaults by their names', () => {
    const { config } = fromDjangoModule(`
from corsheaders.defaults import default_headers, default_methods
CORS_ALLOW_HEADERS = (*default_headers, "x-request-id")
CORS_ALLOW_METHODS = [*default_methods, "HEAD"]
CORS_PREFLIGHT_MAX_AGE = 60 * 60 * 24
`);
    expect(config.allowedHeaders).toEqual([
      'accept',
      'authorization',
      'content-type',
      'user-agent',
      'x-csrftoken',
      'x-requested-with',
      'x-request-id',
    ]);
    expect(config.methods).toEqual(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'HEAD']);
    expect(config.maxAge).toBe(86_400);
  });

  test('may compile its regexes', () => {
    const source = [
      'import re',
      'CORS_ALLOWED_ORIGIN_REGEXES = [r"^https://a\\.example$", re.compile(r"^https://b\\.example\\Z", re.I | re.ASCII)]',
      'CORS_URLS_REGEX = re.compile("^/api/", flags=re.IGNORECASE)',
    ];
    expect(fromDjangoModule(source.join('\n')).config).toEqual({
      origins: [{ regex: '^https://a\\.example$' }, { regex: '^https://b\\.example$', flags: 'i' }],
      paths: ['/api/*'],
    });
  });

  test('is not run, and nothing in it can end the reading', () => {
    const source = 'raise SystemExit(1)\nx = "\\\n$ ?? }}} )) \u0000 \\\nCORS_ALLOW_ALL_ORIGINS = True';
    expect(() => fromDjangoModule(source)).not.toThrow();
    expect(origins(`def f(:\n  pass\n}\nCORS_ALLOW_ALL_ORIGINS = True`)).toBe('*');
  });
});
