import type { RequestDescriptor } from '../request-descriptor.js';
import type { RuleView } from './policy-view.js';
import type { WiderGrant } from './rule-grants.js';

/** Something that one policy may allow and another one may not. */
export interface Finding extends WiderGrant {
  /** The rule that answers in the policy that may allow less; `undefined` where none does. */
  readonly less: RuleView | undefined;
  /** The rule that answers in the one that may allow more; `undefined` where none does, and that is more. */
  readonly more: RuleView | undefined;
  /** Whether a regex is part of it, so that it cannot be compared, whatever an example shows. */
  readonly isRegex: boolean;
  /** Origins for which it is so, if it is. */
  readonly origins: readonly string[];
  /** Whether it is about origins that an outside check grants. */
  readonly granted: boolean;
}

/** Requests that would show a finding, at a path. */
export function probesOf({ aspect, names, origins, granted }: Finding, path: string): readonly RequestDescriptor[] {
  return origins.flatMap((origin) =>
    fieldsOf(aspect, names, origin).map(({ method, ...headers }) => ({
      method,
      path,
      headers,
      ...(granted ? { granted } : {}),
    })),
  );
}

interface Fields {
  readonly method: string;
  readonly origin: string;
  readonly 'sec-fetch-site'?: string;
  readonly 'access-control-request-method'?: string;
  readonly 'access-control-request-headers'?: string;
  readonly 'access-control-request-private-network'?: string;
}

/** A name that no list has, for `*`. */
const ANY_METHOD = 'ANY-METHOD';
const ANY_HEADER = 'x-any-header';

function fieldsOf(aspect: WiderGrant['aspect'], names: readonly string[], origin: string): readonly Fields[] {
  const preflight = { method: 'OPTIONS', origin, 'access-control-request-method': 'GET' };
  switch (aspect) {
    case 'methods': {
      const asked = names.map((name) => ({
        ...preflight,
        'access-control-request-method': name === '*' ? ANY_METHOD : name,
      }));
      // Where rules ask who may write, they let the own origin.
      return [...asked, ...asked.map((fields) => ({ ...fields, 'sec-fetch-site': 'same-origin' }))];
    }
    case 'headers':
      return names.map((name) => ({
        ...preflight,
        'access-control-request-headers': name === '*' ? ANY_HEADER : name,
      }));
    case 'private-network':
      return [{ ...preflight, 'access-control-request-private-network': 'true' }];
    case 'writes':
      return [
        { method: 'POST', origin, 'sec-fetch-site': 'cross-site' },
        { method: 'GET', origin, 'sec-fetch-site': 'cross-site' },
      ];
    default:
      return [{ method: 'GET', origin }];
  }
}
