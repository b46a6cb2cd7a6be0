import { showList } from '../policy/show-list.js';
import type { RequestDescriptor } from '../request-descriptor.js';
import type { Finding } from './finding.js';
import type { PolicyChange } from './policy-diff.js';

/** What a finding is a change to, in words. */
export function describeChange(
  finding: Finding,
  direction: PolicyChange['direction'],
  example: RequestDescriptor | undefined,
): PolicyChange {
  const { aspect, names, less, more, field } = finding;
  const isWidening = direction === 'widen';
  const [old, young] = isWidening ? [less, more] : [more, less];
  const place = more ?? less;
  return {
    aspect,
    names,
    before: old?.index,
    after: young?.index,
    direction,
    config: (more === undefined) === isWidening ? 'before' : 'after',
    path: place === undefined ? [] : [place.index, field],
    message: messageOf(finding, old?.index, young?.index, isWidening, example !== undefined),
    example,
  };
}

function messageOf(
  finding: Finding,
  before: number | undefined,
  after: number | undefined,
  isWidening: boolean,
  isShown: boolean,
): string {
  const rule = after ?? before;
  const subject = rule === undefined ? 'the policy' : `rule ${rule}`;
  const isMoved = before !== undefined && after !== undefined && before !== after;
  const [verb, object] = wordsOf(finding);
  const adverb = isWidening ? 'also' : 'no longer';
  const predicate = isShown ? `${adverb} ${verb}s ${object}` : `may ${adverb} ${verb} ${object}`;
  const whom = finding.granted ? ' for origins that an outside check grants' : '';
  return `${subject} ${predicate}${whom}${isMoved ? `, where rule ${before} answered before` : ''}`;
}

type Words = readonly [verb: string, object: string];

function wordsOf({ aspect, field, names, more }: Finding): Words {
  const list = showList(names, '');
  const several = names.length > 1 ? 's' : '';
  switch (aspect) {
    case 'paths':
      return ['answer', names.length === 0 ? 'for every path' : `for the path${several} ${list}`];
    case 'origins':
      return ['allow', `the origin${several} ${list}`];
    case 'methods':
      return ['allow', `the method${several} ${list}`];
    case 'headers':
      return ['allow', `the request header${several} ${list}`];
    case 'exposed-headers':
      return ['expose', `the response header${several} ${list}`];
    case 'credentials':
      return ['allow', 'credentials'];
    case 'private-network':
      return ['let', 'pages of public networks in'];
    case 'timing':
      return ['share', 'its timing'];
    case 'writes':
      if (field === 'disallowed') return ['let', 'requests of denied origins through to the application'];
      return more?.trusted === undefined ? ['let', 'every origin write'] : ['trust', `${list} to write`];
    default:
      return aspect satisfies never;
  }
}
