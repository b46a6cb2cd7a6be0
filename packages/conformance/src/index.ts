export { expectAnswered, expectDecorated } from './kit/check/expectation.js';
export { replyingWith, staysDecorated } from './kit/checks/decorated.js';
export { callers, listConfig, preflight, preflightAnswer } from './kit/checks/sample-policy.js';
export {
  answeredByGate,
  caseOfFetch,
  errorPage,
  type FetchHandler,
  fetchApplication,
  fetchServer,
} from './kit/fetch/fetch-server.js';
export { playFetchReply, type Stage } from './kit/fetch/play-fetch-reply.js';
export {
  type AdapterUnderTest,
  type DoesNotApply,
  doesNotApply,
  everyFeature,
  type Feature,
  type Incident,
  type ParserIncident,
  type RunningServer,
} from './kit/fixture/adapter-under-test.js';
export { caseHeader, type Observation, ObservationLog } from './kit/fixture/observation.js';
export {
  type HeadForm,
  type ReplyScript,
  type Routes,
  releasePath,
  routeOf,
  type ScriptedHeader,
  type Thrown,
} from './kit/fixture/reply-script.js';
export { optionsFrom } from './kit/fixture/scripted-options.js';
export { type PolicyArgument, policyFrom } from './kit/fixture/scripted-policy.js';
export type { CorsSetup, ServerSetup } from './kit/fixture/server-setup.js';
export { application, type Listener, withErrorHandling, withHeadersBefore } from './kit/node/application.js';
export { caseOf } from './kit/node/case-of.js';
export { echoUpgrade } from './kit/node/echo-upgrade.js';
export { type ListeningServer, listen } from './kit/node/listening-server.js';
export { answersRelease, type NodeRequest, type NodeResponse, playReply, thrownValue } from './kit/node/play-reply.js';
export { describeAdapter, describeFurtherSetup, type LeftOut, vectorsTogether } from './kit/run/describe-adapter.js';
export { exchange } from './kit/wire/client.js';
export type { WireRequest, WireResponse } from './kit/wire/wire-message.js';
export { naiveEvaluate } from './naive-model/index.js';
export { loadVectors, type Vector, type VectorOptions } from './vectors.js';
