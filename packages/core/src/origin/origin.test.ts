import { describe, expect, it } from 'vitest';
import { isWellFormedOrigin, parseOrigin } from './origin.js';

const label63 = 'a'.repeat(63);
const host253 = `${label63}.${label63}.${label63}.${'b'.repeat(61)}`;

describe('parseOrigin', () => {
  it('takes an origin apart', () => {
    expect(parseOrigin('https://a.example:8443')).toEqual({ scheme: 'https', host: 'a.example', port: '8443' });
    expect(parseOrigin('http://[::1]:80801'.slice(0, -1))).toEqual({ scheme: 'http', host: '[::1]', port: '8080' });
  });

  it.each([
    'http://localhost',
    'https://a',
    'https://a.b.c.d.e',
    'https://a-b_c.example',
    'https://-a.example',
    'https://xn--bcher-kva.example',
    'http://example.com:443',
    'https://example.com:80',
    'https://example.com:1',
    'https://example.com:65535',
    'http://127.0.0.1',
    'http://0.0.0.0',
    'http://255.255.255.255:8080',
    'http://[::]',
    'http://[::1]',
    'http://[2001:db8::1]',
    'http://[1:2:3:4:5:6:7:8]',
    'http://[1::8]',
    'http://[1:0:2::3]',
    'http://[1:2:3:4:5:6:0:8]',
    'http://[::ffff:102:304]',
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'a+b-c.d0://x',
    `${'s'.repeat(64)}://${host253}:65535`,
  ])('knows the serialized origin %s', (value) => {
    expect(parseOrigin(value)).toBeDefined();
    expect(isWellFormedOrigin(value)).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['a space', ' '],
    ['null, which is matched by its literal', 'null'],
    ['a list', 'https://a.example, https://b.example'],
    ['no scheme', 'example.com'],
    ['no scheme but a separator', '://example.com'],
    ['no host', 'https://'],
    ['a path', 'https://example.com/'],
    ['a query', 'https://example.com?'],
    ['a fragment', 'https://example.com#'],
    ['user information', 'https://u@example.com'],
    ['a password', 'https://ok.com:80@evil.io'],
    ['an escape', 'https://ex%61mple.com'],
    ['non-ASCII', 'https://b\u00fccher.example'],
    ['an upper-case scheme', 'HTTPS://example.com'],
    ['an upper-case host', 'https://Example.com'],
    ['an empty label', 'https://a..example'],
    ['a leading dot', 'https://.example'],
    ['a trailing dot', 'https://example.com.'],
    ['the default port of https', 'https://example.com:443'],
    ['the default port of http', 'http://example.com:80'],
    ['an empty port', 'https://example.com:'],
    ['port 0', 'https://example.com:0'],
    ['a port with a leading zero', 'https://example.com:080'],
    ['a port that is too high', 'https://example.com:65536'],
    ['a port that is too long', 'https://example.com:100000'],
    ['a port that is no number', 'https://example.com:8a'],
    ['two ports', 'https://example.com:80:80'],
    ['a wildcard', 'https://*.example.com'],
    ['a wildcard port', 'https://example.com:*'],
    ['a scheme that starts with a digit', '1a://x'],
    ['a file with a host', 'file://host'],
    ['a file with a path', 'file:///x'],
    ['a numeric last label', 'https://a.1'],
    ['a hexadecimal last label', 'https://a.0x1'],
    ['a short IPv4 address', 'http://127.1'],
    ['an IPv4 address with leading zeros', 'http://127.0.0.01'],
    ['an IPv4 part that is too high', 'http://256.0.0.1'],
    ['five IPv4 parts', 'http://1.2.3.4.5'],
    ['an IPv6 address that is not compressed', 'http://[0:0:0:0:0:0:0:1]'],
    ['an IPv6 address that is compressed at the wrong place', 'http://[1::2:0:0:0:3]'],
    ['one zero piece compressed', 'http://[1:2:3:4:5:6::8]'],
    ['an upper-case IPv6 address', 'http://[2001:DB8::1]'],
    ['leading zeros in IPv6', 'http://[2001:0db8::1]'],
    ['IPv4 in IPv6', 'http://[::ffff:1.2.3.4]'],
    ['a zone', 'http://[fe80::1%25eth0]'],
    ['an open bracket', 'http://[::1'],
    ['text behind a bracket', 'http://[::1]x'],
    ['nine pieces', 'http://[1:2:3:4:5:6:7:8:9]'],
    ['two compressions', 'http://[1::2::3]'],
    ['a label of 64', `https://${'a'.repeat(64)}.example`],
    ['a host of 254', `https://${host253}b`],
    ['a scheme of 65', `${'s'.repeat(65)}://x`],
    ['a tab', 'https://a\t.example'],
    ['a NUL', 'https://a\u0000.example'],
    ['a line break', 'https://a.example\n'],
    ['a backslash', 'https:\\\\example.com'],
    ['a single slash', 'https:/example.com'],
    ['a character that looks like a dot', 'https://a\u3002example'],
  ])('refuses %s', (_, value) => {
    expect(parseOrigin(value)).toBeUndefined();
    expect(isWellFormedOrigin(value)).toBe(false);
  });

  it('looks at no more than an origin can have', () => {
    const long = `https://${'a.'.repeat(500_000)}example`;
    expect(parseOrigin(long)).toBeUndefined();
  });

  it('keeps file:// for its literal', () => {
    expect(parseOrigin('file://')).toBeUndefined();
    expect(isWellFormedOrigin('file://')).toBe(true);
  });
});
