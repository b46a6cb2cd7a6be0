/**
 * What people write. `definePolicy` turns it into a `Policy`; nothing else in the engine reads it.
 *
 * Every type here is plain data: all but a `RegExp` survives JSON, and `RegexSource` stands for a RegExp there.
 */

/** A regular expression as JSON can hold it. */
export interface RegexSource {
  readonly regex: string;
  readonly flags?: string | undefined;
}

/**
 * A set of origins: exact (`https://example.com`), by subdomain (`https://*.example.com`), by part of the leftmost
 * label (`https://pr-*.preview.example.com`), by port (`http://localhost:*`), `'null'`, `'file://'`, or a regex.
 *
 * - permitted: `https://example.com`, `HTTPS://Bücher.example:443` (normalised), `http://[::1]:8080`, `capacitor://localhost`
 * - refused: `example.com` (no scheme), `https://example.com/` (a path), `https://*.com`, `https://*example.com`,
 *   `https://example.com:0`, `https://1.2.3`, `https://a.example,https://b.example`
 *
 * A regex matches the whole `Origin` value, anchored or not; its `g` and `y` flags are dropped.
 */
export type OriginPattern = string | RegExp | RegexSource;

/** A single origin pattern as a literal; a value known only at run time is written in a list, `[value]`. */
export type SingleOriginPattern = `${string}://${string}` | 'null' | RegExp | RegexSource;

type AsciiLetter =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'g'
  | 'h'
  | 'i'
  | 'j'
  | 'k'
  | 'l'
  | 'm'
  | 'n'
  | 'o'
  | 'p'
  | 'q'
  | 'r'
  | 's'
  | 't'
  | 'u'
  | 'v'
  | 'w'
  | 'x'
  | 'y'
  | 'z';

/** A single header name as a literal; a value known only at run time is written in a list, `[value]`. */
export type SingleHeaderName = `${AsciiLetter | Uppercase<AsciiLetter>}${string}`;

/** `/api/*` is `/api` and all below it, `/health` is exactly that; a regex matches the whole pathname. */
export type PathPattern = string | RegExp | RegexSource;

/** Origins that may also write: as `origins`, but never `'*'` and never `'null'`. */
export interface CsrfConfig {
  readonly trustedOrigins: 'none' | Exclude<SingleOriginPattern, 'null'> | readonly OriginPattern[];
}

/**
 * Names for what should not be done. Each lifts one check that `definePolicy` makes of a rule with
 * `credentials: true` (and of `csrf.trustedOrigins`, always). All are `false` by default.
 */
export interface DangerousFlags {
  /** `origins: '*'` with credentials: every well-formed origin is reflected. */
  readonly anyOriginWithCredentials?: boolean | undefined;
  /** `'null'` or `'file://'` with credentials: any sandboxed frame, or any local file, is let in. */
  readonly nullOriginWithCredentials?: boolean | undefined;
  /** An `http:` origin that is not a loopback address or a `localhost` name: whoever is on the network path is let in. */
  readonly insecureOrigins?: boolean | undefined;
  /** A wildcard over a public suffix (`https://*.github.io`): anybody may register a name below it. */
  readonly publicSuffixWildcards?: boolean | undefined;
  /** A regex that accepts an origin outside every registrable domain it names. */
  readonly looseRegexes?: boolean | undefined;
}

interface RuleFields {
  /** In a policy file: where its JSON Schema is, for editors. Ignored. */
  readonly $schema?: string | undefined;
  /** The methods a preflight may ask for. GET, HEAD and POST always pass. Default: `defaultMethods`. */
  readonly methods?: string | readonly string[] | undefined;
  /** The request headers a preflight may ask for; `'*'` does not cover `authorization` without credentials. Default: `defaultAllowedHeaders`. */
  readonly allowedHeaders?: string | readonly string[] | undefined;
  /** Seconds for which a browser may keep a preflight's answer, an integer from 0; `false` sends no header. Default: 86400. */
  readonly maxAge?: number | false | undefined;
  /** Answer the legacy Private Network Access preflight. Default: `false`. */
  readonly privateNetwork?: boolean | undefined;
  /** The paths this rule is for. Default: every path, and the path is not read. */
  readonly paths?: PathPattern | readonly PathPattern[] | undefined;
  /** Refuse unsafe methods from origins that are not trusted. Default: `false`. */
  readonly csrf?: false | CsrfConfig | undefined;
  /** What an actual request of a denied origin gets: served without CORS headers, or a 403. Default: `'omit'`. */
  readonly disallowed?: 'omit' | 'reject' | undefined;
  /** The status of an answered preflight, an integer from 200 to 299. Default: 204. */
  readonly preflightStatus?: number | undefined;
  /** Also send `timing-allow-origin`. Default: `false`. */
  readonly timing?: boolean | undefined;
}

/** A rule whose responses are readable without cookies only. */
export interface AnonymousRule extends RuleFields {
  /** Who may read. Required: there is no default. */
  readonly origins: '*' | 'none' | SingleOriginPattern | readonly OriginPattern[];
  readonly credentials?: false | undefined;
  /** The response headers that scripts may read. Default: none. */
  readonly exposedHeaders?: string | readonly string[] | undefined;
  readonly dangerously?: DangerousFlags | undefined;
}

/** A rule whose responses are readable with cookies; browsers take `'*'` literally there, so some of it is refused. */
export interface CredentialedRule extends RuleFields {
  readonly origins: 'none' | Exclude<SingleOriginPattern, 'null'> | readonly OriginPattern[];
  readonly credentials: true;
  readonly exposedHeaders?: SingleHeaderName | readonly string[] | undefined;
  readonly dangerously?: DangerousFlags | undefined;
}

/** A rule that reflects any origin with credentials, which takes a flag that says so. */
export interface AnyOriginCredentialedRule extends Omit<CredentialedRule, 'origins' | 'dangerously'> {
  readonly origins: '*';
  readonly dangerously: DangerousFlags & { readonly anyOriginWithCredentials: true };
}

/** A rule that lets opaque origins in with credentials, which takes a flag that says so. */
export interface NullOriginCredentialedRule extends Omit<CredentialedRule, 'origins' | 'dangerously'> {
  readonly origins: 'null';
  readonly dangerously: DangerousFlags & { readonly nullOriginWithCredentials: true };
}

/** One rule of a policy. */
export type PolicyConfig = AnonymousRule | CredentialedRule | AnyOriginCredentialedRule | NullOriginCredentialedRule;

/** A rule as `toJSON` gives it: every field present but `paths`, lists as lists, values normalised. */
export interface CanonicalRule {
  readonly origins: '*' | 'none' | readonly (string | RegexSource)[];
  readonly methods: '*' | readonly string[];
  readonly allowedHeaders: '*' | readonly string[];
  readonly exposedHeaders: '*' | readonly string[];
  readonly credentials: boolean;
  readonly maxAge: number | false;
  readonly privateNetwork: boolean;
  readonly paths?: readonly (string | RegexSource)[];
  readonly csrf: false | { readonly trustedOrigins: 'none' | readonly (string | RegexSource)[] };
  readonly disallowed: 'omit' | 'reject';
  readonly preflightStatus: number;
  readonly timing: boolean;
  readonly dangerously: DangerousFlags;
}
