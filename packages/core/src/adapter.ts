/** What the adapters of this project share. Not a public API: it follows the adapters, not semantic versioning. */
export type { AdapterOptions } from './adapter/adapter-options.js';
export { type AdapterParts, createDecider, type Decider, type Outcome } from './adapter/decide.js';
export { DECISION_CHANNEL, type DecisionChannel, type DecisionMessage } from './adapter/decision-channel.js';
export { type ForeignHeaders, isForeignHeader } from './adapter/foreign-headers.js';
export { createMarks, type Marks } from './adapter/marks.js';
export { describeNodeHeaders, type NodeRequestHeaders } from './adapter/node-request-headers.js';
export { applyAtCommit, applyNow, endWith, type NodeResponse, unframe } from './adapter/node-response.js';
export { isNullBodyStatus } from './adapter/null-body-status.js';
export type { PolicyFunction, PolicySource } from './adapter/policy-source.js';
export { isPromiseLike } from './adapter/promise-like.js';
export { isSwitchingProtocols } from './adapter/switching-protocols.js';
export { mergeVary, unionVary, varyMembers } from './adapter/vary.js';
export { classify } from './classify.js';
